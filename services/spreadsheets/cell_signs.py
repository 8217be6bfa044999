"""Cells that a spreadsheet program would take for formulas, made harmless in CSV and taken back exactly."""

import re

# An apostrophe before it counts too, so that taking one away is always right.
_LOOKS_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def neutralised(cell: str) -> str:
    """Return a cell that no program runs: an apostrophe stands before what looks like a formula."""
    return f"'{cell}" if _LOOKS_LIKE_FORMULA.match(cell) else cell


def as_meant(cell: str) -> str:
    """Return what `neutralised` was given."""
    return cell[1:] if cell.startswith("'") and _LOOKS_LIKE_FORMULA.match(cell) else cell
