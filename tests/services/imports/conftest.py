from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from services.database import Base, engine_for, writing_sessions
from services.imports.applying import apply
from services.imports.comparison import Plan, compare
from services.imports.tables import read_tables

GOOD_TABLES = {
    "sources.csv": """\
        code,title,url,dated
        LEAFLET,Leaflet of the lounge,https://example.org/leaflet,2026-04
        VISIT,A visit,,
        """,
    "organizations.csv": """\
        slug
        friends
        """,
    "locations.csv": """\
        slug,kind,organization,ward_code,lat,lon,position_accuracy_m,postal_code,name_kana,email,website,line_id,languages_complete,hours_known,holiday_rule
        lounge-a,lounge,friends,14113,35.5126,139.5401,30,226-0013,らうんじ,a@example.org,https://example.org/,,yes,yes,own_hours
        office-b,ward_office,,14104,,,,,,,,,no,no,unknown
        """,
    "phones.csv": """\
        location,kind,number
        lounge-a,voice,045-000-0001
        lounge-a,fax,045-000-0002
        """,
    "routes.csv": """\
        location,kind,name_ja,station_id,exit,walk_minutes
        lounge-a,station,中山,N02-23-004531,north,3
        """,
    "hours.csv": """\
        location,service,days,opens,closes,last_reception,weeks
        lounge-a,,mon wed,09:00,17:00,16:30,
        lounge-a,,sat,13:00,25:30,,2 4
        lounge-a,,holiday,10:00,12:00,,
        lounge-a,classes,tue,18:00,20:00,,
        """,
    "closing_days.csv": """\
        location,service,days,weeks,on_holiday
        lounge-a,,sun,1 3,next_weekday
        """,
    "closing_periods.csv": """\
        location,service,first,last,state
        lounge-a,,12-29,01-03,closed
        """,
    "exceptions.csv": """\
        location,service,first,last,opens,closes,last_reception,reason
        lounge-a,,2026-08-13,2026-08-15,,,,summer
        lounge-a,,2026-10-01,2026-10-01,09:00,11:00,,event
        lounge-a,,2026-10-01,2026-10-01,13:00,15:00,,event
        """,
    "languages.csv": """\
        location,languages,channels,days,starts,ends,weeks
        lounge-a,en zh-hans,counter phone,,,,
        lounge-a,vi,counter,mon fri,09:00,12:00,2
        """,
    "services.csv": """\
        location,slug,topics,is_free,hours_known,holiday_rule
        lounge-a,advice,residence medical,yes,,
        lounge-a,classes,japanese_class,,yes,closed
        """,
    "texts.csv": """\
        owner,record,field,language,state,text
        organization,friends,name,en,source,Friends
        location,lounge-a,name,en,source,Lounge A
        location,lounge-a,name,ja,source,ラウンジA
        location,lounge-a,name,ja-easy,human,"ラウンジA
        二{行|ぎょう}"
        service,lounge-a/advice,name,en,machine,Advice
        notice,flood,title,en,source,Heavy rain
        """,
    "facts.csv": """\
        location,field,confidence,as_of,year,sources,note
        lounge-a,hours,high,2026-04,2026,LEAFLET VISIT,
        """,
    "notices.csv": """\
        slug,severity,location,ward_code,starts_at,ends_at
        flood,emergency,lounge-a,,2026-09-01T09:00:00+09:00,2026-09-02T09:00:00+09:00
        """,
}
NOON = datetime(2026, 11, 21, 3, tzinfo=UTC)

Write = Callable[..., Path]


def _without_margin(table: str) -> str:
    return "".join(line.lstrip(" ") for line in table.splitlines(keepends=True))


@pytest.fixture
def tables(tmp_path: Path) -> Write:
    """Write good tables, some cells replaced: tables(("hours.csv", "17:00", "18:00"))."""

    def write(*replacements: tuple[str, str, str]) -> Path:
        folder = tmp_path / "tables"
        folder.mkdir(exist_ok=True)
        written = {file: _without_margin(table) for file, table in GOOD_TABLES.items()}
        for file, old, new in replacements:
            assert old in written[file]
            written[file] = written[file].replace(old, new, 1)
        for file, text in written.items():
            (folder / file).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def session() -> Iterator[Session]:
    engine = engine_for("sqlite://")
    Base.metadata.create_all(engine)
    with writing_sessions(engine)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def run_import(session: Session) -> Callable[[Path], Plan]:
    """Read, compare and apply tables, in one committed transaction."""

    def run(source: Path) -> Plan:
        plan = compare(session, read_tables(source))
        apply(session, plan, by="tester", at=NOON, after=lambda _session, _locations: None)
        session.commit()
        return plan

    return run


@pytest.fixture
def good_tables() -> Mapping[str, str]:
    return {file: _without_margin(table) for file, table in GOOD_TABLES.items()}


@pytest.fixture
def city_session(database_url: str) -> Iterator[Session]:
    """A session on the city's first records that may write."""
    engine = engine_for(database_url)
    with writing_sessions(engine)() as opened:
        yield opened
    engine.dispose()
