"""The commands: `flask --app app directory …`; each says what it did, or one clear line and exit 1."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from services import directory_check, listings, map_shell, ward_figures
from services.changes import record_change
from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.errors import MadoguchiError
from services.imports.applying import apply
from services.imports.comparison import Plan, compare
from services.imports.problems import BadTables
from services.imports.tables import read_tables
from services.models import Location
from services.settings import ROOT, Settings
from services.spreadsheets import applying, previewing
from services.spreadsheets.comparing import Sheet
from services.spreadsheets.sheet_files import SheetFile
from services.whole_locations import LISTED_LOCATION

FIRST_RECORDS = ROOT / "services" / "data"
directory = AppGroup("directory", help="Set up, fill and check the directory.")
_BATCH = 500
_Arguments = ParamSpec("_Arguments")


def register(app: Flask) -> None:
    """Add the commands to the application."""
    app.cli.add_command(directory)


def in_one_line(run: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Turn what a person can cause into one line and exit 1."""

    @wraps(run)
    def told(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            run(*args, **kwargs)
        except MadoguchiError as error:
            raise click.ClickException(str(error)) from error
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
            raise click.ClickException(f"the database refused: {reason}") from error

    return told


def its_settings() -> Settings:
    """Return the settings of the application whose command runs."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _engine() -> Engine:
    return engine_for(its_settings().database_url)


@directory.command()
@in_one_line
def migrate() -> None:
    """Bring the database's tables up to date."""
    # Alembic costs a sixth of the start of a server, which never needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(toml_file=ROOT / "pyproject.toml")
    with _engine().begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise click.ClickException(f"the tables cannot be brought up to date: {error}") from error
    click.echo("The tables are up to date.")


@directory.command()
@in_one_line
def seed() -> None:
    """Load the first records of the city, and work out the wards' figures."""
    with writing_sessions(_engine())() as session:
        _import(session, FIRST_RECORDS, by="flask directory seed")
        figures = ward_figures.refresh(session)
        session.commit()
    click.echo(f"Worked out the figures of {figures} wards.")


@directory.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@in_one_line
def import_records(file: Path, *, dry_run: bool) -> None:
    """Import a folder or .zip of tables, or a sheet, .csv or .xlsx; all of it or nothing."""
    run = _import_sheet if file.is_file() and file.suffix.lower() in {".csv", ".xlsx"} else _import
    with writing_sessions(_engine())() as session:
        run(session, file, by="flask directory import", dry_run=dry_run)
        if not dry_run:
            ward_figures.refresh(session)
            session.commit()


def _import(session: Session, path: Path, *, by: str, dry_run: bool = False) -> None:
    plan = compare(session, read_tables(path))
    click.echo(_summary(plan))
    if dry_run:
        _show(plan)
        return
    if plan.is_empty:
        return
    with click.progressbar(length=len(plan.created) + len(plan.changed), label="Importing") as bar:
        apply(
            session,
            plan,
            by=by,
            at=utc_now(),
            after=listings.refresh,
            on_progress=lambda done, _total: bar.update(done - bar.pos),
        )


def _import_sheet(session: Session, path: Path, *, by: str, dry_run: bool) -> None:
    sheet = Sheet(SheetFile(path.name, path))
    found = previewing.preview(session, sheet)
    if found.problem_count:
        raise BadTables(found.problems)
    click.echo(f"{found.created} new, {found.changed} changed, {found.unchanged} unchanged.")
    if found.passed_over:
        click.echo(f"Passed over: {', '.join(found.passed_over)}.")
    if dry_run:
        for change in found.changes:
            click.echo(f"row {change.row}: {change.slug}: {', '.join(change.differences)}")
    if dry_run or not found.created + found.changed:
        return
    # The next statement asks for the right to write.
    session.rollback()
    with click.progressbar(length=found.rows, label="Importing") as bar:
        applying.apply(
            session,
            sheet,
            by=by,
            at=utc_now(),
            digest=found.digest,
            on_progress=lambda done: bar.update(done - bar.pos),
        )


def _summary(plan: Plan) -> str:
    return (
        f"{len(plan.created)} new, {len(plan.changed)} changed, {len(plan.unchanged)} unchanged, "
        f"{len(plan.untouched)} locations not named."
    )


def _show(plan: Plan) -> None:
    for comparison in plan.created:
        click.echo(f"new      {comparison.subject}")
    for comparison in plan.changed:
        click.echo(f"changed  {comparison.subject}: {', '.join(comparison.differences)}")


@directory.command()
@in_one_line
def check() -> None:
    """Check that lists, index and records agree; exit 1 with the first differences where they do not."""
    with Session(_engine()) as session:
        click.echo(directory_check.checked(session))


@directory.command()
@in_one_line
def refresh() -> None:
    """Write all lists and the search index anew from the records, for example after an upgrade."""
    with writing_sessions(_engine())() as session:
        slugs = session.scalars(select(Location.slug).order_by(Location.slug)).all()
        with click.progressbar(length=len(slugs), label="Refreshing") as bar:
            for start in range(0, len(slugs), _BATCH):
                batch = slugs[start : start + _BATCH]
                query = select(Location).where(Location.slug.in_(batch)).options(*LISTED_LOCATION)
                listings.refresh(session, session.scalars(query).all())
                session.expunge_all()
                bar.update(len(batch))
        record_change(
            session, subject="listings", action="refreshed", changes={}, by="flask directory refresh", at=utc_now()
        )
        session.commit()
    click.echo(f"{len(slugs)} locations refreshed.")


@directory.command("map")
@in_one_line
def make_map() -> None:
    """Draw the map's outlines now, so that no visitor waits for it."""
    click.echo(f"The map's script is {map_shell.shell_path(its_settings()).name}.")
