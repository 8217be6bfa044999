"""What a measurement says: one line of the table, against its goal and the floor measured beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of a city of `number` places, or of none in particular."""

    measure: str
    value: float
    unit: str
    number: int | None = None
    floor: float | None = None
    """What the machine or a plain server needs at least, in the same unit, measured in the same run."""
    goal: str = ""
    is_met: bool | None = None
    """None: there is no goal, or it is not for this number."""


def table(lines: Sequence[Line], numbers: Sequence[int]) -> str:
    """Return the lines as a table, one row a measure, a column for each number of places."""
    heads = ["measure", *(f"{number:,}" for number in numbers), "unit", "floor", "ratio", "goal", "met?"]
    measures = dict.fromkeys(line.measure for line in lines)
    rows = [_row([line for line in lines if line.measure == measure], numbers) for measure in measures]
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    return "\n".join(_padded(row, widths) for row in [heads, ["-" * width for width in widths], *rows])


def _row(lines: Sequence[Line], numbers: Sequence[int]) -> list[str]:
    by_number = {line.number: line for line in lines}
    last = lines[-1]
    anywhere = by_number.get(None)
    values = [_shown(by_number.get(number, anywhere)) for number in numbers]
    floor = "" if last.floor is None else _figure(last.floor)
    ratio = "" if not last.floor else f"{last.value / last.floor:.2f}"
    return [last.measure, *values, last.unit, floor, ratio, last.goal, _met(lines)]


def _met(lines: Iterable[Line]) -> str:
    judged = [line.is_met for line in lines if line.is_met is not None]
    if not judged:
        return ""
    return "yes" if all(judged) else "NO"


def _shown(line: Line | None) -> str:
    return "" if line is None else _figure(line.value)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _padded(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if column == 0 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
