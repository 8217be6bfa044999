"""The directory as open data, one module a format."""
