"""Measures the program against what the machine can do at most: `python -m bench`.

Everything runs on made-up cities of 39 and of 100,000 places; the larger is kept under instance/ between runs.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from bench import imports, memory, nearby, opening, pages, served, weight
from bench.cities import POSTGRES_SERVER, City, postgres_city, sqlite_city
from bench.report import Line, table

NUMBERS = (39, 100_000)
MEASURES: dict[str, Callable[[City], Iterator[Line]]] = {
    "nearby": nearby.measured,
    "pages": pages.measured,
    "served": served.measured,
    "memory": memory.measured,
}
ONCE: dict[str, Callable[[], Iterator[Line]]] = {
    "opening": opening.measured,
    "weight": weight.measured,
    "imports": imports.measured,
}


def main() -> int:
    """Print the table; exit 1 where a goal is missed."""
    asked = _arguments()
    lines: list[Line] = []
    for number in asked.places:
        city = sqlite_city(number, fresh=asked.fresh)
        for name, measured in MEASURES.items():
            if name in asked.only:
                lines += _told(f"{name}, {number:,} places", measured(city))
        if "nearby" in asked.only:
            lines += _on_postgres(number, asked.postgres)
    for name, measure in ONCE.items():
        if name in asked.only:
            lines += _told(name, measure())
    print("\n" + table(lines, asked.places))
    return int(any(line.is_met is False for line in lines))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [*MEASURES, *ONCE]
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="measure these alone")
    parser.add_argument("--places", type=int, nargs="+", default=NUMBERS, help="sizes of the made-up cities")
    parser.add_argument("--fresh", action="store_true", help="fill the made-up cities anew")
    parser.add_argument("--postgres", default=POSTGRES_SERVER, help="a PostgreSQL server to make a database on")
    return parser.parse_args()


def _on_postgres(number: int, server: str) -> Sequence[Line]:
    with postgres_city(number, server) as city:
        if city is None:
            print(f"PostgreSQL is not measured: no server at {server}")
            return ()
        return _told(f"nearby on PostgreSQL, {number:,} places", nearby.measured(city))


def _told(name: str, measured: Iterator[Line]) -> Sequence[Line]:
    """Run one measurement and say how long it took."""
    started = perf_counter()
    lines = list(measured)
    print(f"{name}: {perf_counter() - started:.0f} s", flush=True)
    return lines


if __name__ == "__main__":
    sys.exit(main())
