"""The directory: its records, its rules and its pages."""
