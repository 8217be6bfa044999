"""Pages for those who sign in; each view declares the action that it is for."""
