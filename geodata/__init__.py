"""Where things are: degrees in, metres out. Knows no Flask and no database."""
