from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.imports.applying import StalePlan, apply
from services.imports.comparison import Plan, compare
from services.imports.tables import read_tables
from services.models import Dataset, Location, Notice, OpeningHours, Phone, Revision, Schedule, Text

LATER = datetime(2026, 12, 1, tzinfo=UTC)
LONGER_ON_MONDAY = ("hours.csv", "17:00", "18:00")


def lounge(session: Session) -> Location:
    return session.scalars(select(Location).where(Location.slug == "lounge-a")).one()


def nothing_after(_session: Session, _locations: Sequence[Location]) -> None:
    pass


def test_each_record_that_an_import_creates_leaves_one_revision(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())

    left = Counter(session.execute(select(Revision.subject, Revision.action)).all())

    subjects = ["source/LEAFLET", "source/VISIT", "organization/friends", "location/lounge-a", "location/office-b"]
    assert left == Counter((subject, "created") for subject in [*subjects, "notice/flood"])


def test_the_same_tables_twice_write_nothing_the_second_time(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    before = session.scalar(select(Dataset.version))

    run_import(tables())

    assert len(session.scalars(select(Location)).all()) == 2
    assert len(session.scalars(select(Revision)).all()) == 6
    assert session.scalar(select(Dataset.version)) == before


def test_a_changed_hour_leaves_one_revision_with_before_and_after(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())

    run_import(tables(LONGER_ON_MONDAY))

    revision = session.scalars(select(Revision).where(Revision.action == "changed")).one()
    before, after = revision.changes["hours"]
    assert (revision.subject, revision.by, list(revision.changes)) == ("location/lounge-a", "tester", ["hours"])
    assert (before[0]["closes"], after[0]["closes"]) == (17 * 60, 18 * 60)


def test_a_changed_hour_moves_the_version_even_when_saved_at_the_same_moment(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    assert lounge(session).version == 1

    run_import(tables(LONGER_ON_MONDAY))

    assert lounge(session).version == 2


def test_a_changed_hour_leaves_the_version_of_other_locations(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())

    run_import(tables(LONGER_ON_MONDAY))

    assert session.scalar(select(Location.version).where(Location.slug == "office-b")) == 1


def test_a_changed_hour_keeps_the_rows_of_everything_else(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    kept = [set(session.scalars(select(model.id))) for model in (Phone, Text, Schedule)]
    hours = set(session.scalars(select(OpeningHours.id)))

    run_import(tables(LONGER_ON_MONDAY))

    assert [set(session.scalars(select(model.id))) for model in (Phone, Text, Schedule)] == kept
    assert set(session.scalars(select(OpeningHours.id))) != hours


def test_a_changed_text_keeps_its_row(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    ids = set(session.scalars(select(Text.id)))

    run_import(tables(("texts.csv", "Lounge A", "Lounge Alpha")))

    assert set(session.scalars(select(Text.id))) == ids
    assert "Lounge Alpha" in set(session.scalars(select(Text.text)))


PHONE = ("phones.csv", "lounge-a,fax,045-000-0002\n", "")
LANGUAGE = ("languages.csv", "lounge-a,vi,counter,mon fri,09:00,12:00,2\n", "")
CLOSING_DAY = ("closing_days.csv", "lounge-a,,sun,1 3,next_weekday\n", "")
EXCEPTION = ("exceptions.csv", "lounge-a,,2026-08-13,2026-08-15,,,,summer\n", "")
NAME = ("texts.csv", "location,lounge-a,name,ja,source,ラウンジA\n", "")
FACT = ("facts.csv", "lounge-a,hours,high,2026-04,2026,LEAFLET VISIT,\n", "")
SERVICE = ("services.csv", "lounge-a,advice,residence medical,yes,,\n", "")
SERVICE_NAME = ("texts.csv", "service,lounge-a/advice,name,en,machine,Advice\n", "")


@pytest.mark.parametrize(
    "taken_out", [[PHONE], [LANGUAGE], [CLOSING_DAY], [EXCEPTION], [NAME], [FACT], [SERVICE, SERVICE_NAME]]
)
def test_what_is_taken_out_of_a_table_is_gone_and_can_come_back(
    session: Session,
    tables: Callable[..., Path],
    run_import: Callable[[Path], Plan],
    taken_out: list[tuple[str, str, str]],
) -> None:
    run_import(tables())

    run_import(tables(*taken_out))
    assert compare(session, read_tables(tables(*taken_out))).is_empty

    run_import(tables())
    assert compare(session, read_tables(tables())).is_empty


def test_a_service_can_lose_its_own_schedule(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    lost = [("services.csv", "yes,closed", ","), ("hours.csv", "lounge-a,classes,tue,18:00,20:00,,\n", "")]

    run_import(tables(*lost))

    assert session.scalars(select(Schedule).where(Schedule.service_id.is_not(None))).all() == []
    assert lounge(session).services[1].schedule is None


def test_swapped_services_and_phones_take_their_new_order(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    swapped = (
        "phones.csv",
        "voice,045-000-0001\nlounge-a,fax,045-000-0002",
        "fax,045-000-0002\nlounge-a,voice,045-1",
    )

    run_import(tables(swapped))

    assert [phone.number for phone in lounge(session).phones] == ["045-000-0002", "045-1"]


def test_what_follows_is_told_only_of_the_locations_that_were_written(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    told = []

    plan = compare(session, read_tables(tables(LONGER_ON_MONDAY)))
    apply(session, plan, by="tester", at=LATER, after=lambda _session, locations: told.extend(locations))

    assert [location.slug for location in told] == ["lounge-a"]


def test_progress_is_told_up_to_the_last_record(session: Session, tables: Callable[..., Path]) -> None:
    told = []

    plan = compare(session, read_tables(tables()))
    apply(
        session,
        plan,
        by="tester",
        at=LATER,
        after=nothing_after,
        on_progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(2, 6), (3, 6), (5, 6), (6, 6)]


def test_applying_never_commits(session: Session, tables: Callable[..., Path]) -> None:
    plan = compare(session, read_tables(tables()))
    apply(session, plan, by="tester", at=LATER, after=nothing_after)

    session.rollback()

    assert session.scalars(select(Location)).all() == []


def test_a_plan_is_refused_after_somebody_else_changed_a_record(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    plan = compare(session, read_tables(tables(LONGER_ON_MONDAY)))
    lounge(session).website = "https://example.org/new"
    session.commit()

    with pytest.raises(StalePlan, match="location/lounge-a"):
        apply(session, plan, by="tester", at=LATER, after=nothing_after)


def test_a_notice_stands_with_its_location(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())

    notice = session.scalars(select(Notice)).one()

    assert notice.location_id == lounge(session).id
    assert notice.starts_at == datetime(2026, 9, 1, tzinfo=UTC)
    assert [text.text for text in notice.texts] == ["Heavy rain"]


def test_a_person_s_confirmation_survives_an_import(
    session: Session, tables: Callable[..., Path], run_import: Callable[[Path], Plan]
) -> None:
    run_import(tables())
    lounge(session).checked_on = LATER.date()
    session.commit()

    run_import(tables(LONGER_ON_MONDAY))

    assert lounge(session).checked_on == LATER.date()
