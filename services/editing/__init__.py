"""Changes of the directory by people: checked, merged, proposed, undone, each with its Revision.

`submitting.submit` is the way in for a filled-in form. Nothing here commits.
"""
