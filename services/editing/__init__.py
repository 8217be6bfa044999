"""Changes of the directory by people: checked, merged, proposed, undone, each with its Revision.

`changing.change_location` is the way in; `proposals` for those whose changes others decide about. Nothing here
commits.
"""
