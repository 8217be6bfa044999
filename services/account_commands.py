"""The commands about people: the first invitation, the list of accounts, and the ways back in."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from services import accounts, invitations
from services.account_factors import Factor, factors_of, remove_second_factors, reseal
from services.account_links import VALID_FOR, Purpose
from services.cli import directory, in_one_line, its_settings
from services.clock import city_time, utc_now
from services.database import engine_for, writing_sessions
from services.errors import NotFound
from services.letters import letter
from services.mail_queue import queue_mail
from services.models import Location, Person, Role
from services.permissions import Grant
from services.sealing import keys_of
from services.signing_in import reset_link

_COMMAND = "flask directory"


def register(_app: Flask) -> None:
    """Add the commands to the application: importing this has added them to the group of `services.cli`."""


@contextmanager
def _session() -> Iterator[Session]:
    engine = engine_for(its_settings().database_url)
    try:
        with writing_sessions(engine)() as session:
            yield session
    finally:
        engine.dispose()


@directory.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--ward", help="Code of the ward of a ward_editor, such as 14113.")
@click.option("--location", help="Slug of the place of a lounge_contributor or receiving_desk.")
@click.option("--name", help="What to call them; else their address.")
@click.option("--language", type=click.Choice(accounts.LANGUAGES), default="ja", show_default=True)
@in_one_line
def invite(email: str, *, role: str, ward: str | None, location: str | None, name: str | None, language: str) -> None:
    """Invite somebody, print the link, and mail it where PUBLIC_URL is set; again for who has not joined."""
    settings, at = its_settings(), utc_now()
    with _session() as session:
        grant = Grant(Role(role), ward, _location_id(session, location))
        person = _invited(session, email, grant=grant, name=name, language=language)
        token = invitations.invitation_token(person, secret=settings.secret_key, at=at)
        link = _link("signin.invitation", token)
        if settings.public_url:
            _mail(session, person, link)
        session.commit()
        click.echo(f"{person.email} is invited as {', '.join(accounts.names_of(accounts.grants_of(person)))}.")
        click.echo(f"The link is good for {VALID_FOR[Purpose.JOIN].days} days:\n{link}")


@directory.command()
@in_one_line
def people() -> None:
    """List the accounts: who, as what, since when, and how they prove who they are."""
    with _session() as session:
        for person in accounts.people(session):
            roles = ", ".join(accounts.names_of(accounts.grants_of(person))) or "no role"
            click.echo("  ".join((person.email, person.name, roles, _state(person))))


@directory.command()
@click.argument("email")
@click.option("--second-factors", is_flag=True, help="Remove them too: they add new ones at the next sign-in.")
@in_one_line
def reset(email: str, *, second_factors: bool) -> None:
    """Print a link with which somebody chooses a new password, for when mail does not reach them."""
    at = utc_now()
    with _session() as session:
        person = accounts.find_person(session, email)
        if person is not None and second_factors:
            remove_second_factors(session, person, by=f"{_COMMAND} reset", at=at)
        found = reset_link(session, email, secret=its_settings().secret_key, at=at)
        if found is None:
            raise NotFound(f"{email} has no account that is open and joined")
        session.commit()
        click.echo(f"The link is good for an hour:\n{_link('signin.new_password', found[1])}")


@directory.command("reseal")
@in_one_line
def reseal_secrets() -> None:
    """Seal all small secrets anew with the first of DATA_KEYS, so that older keys can go."""
    with _session() as session:
        count = reseal(session, keys=keys_of(its_settings()), by=f"{_COMMAND} reseal", at=utc_now())
        session.commit()
    click.echo(f"Sealed anew: {count}.")


def _invited(session: Session, email: str, *, grant: Grant, name: str | None, language: str) -> Person:
    at, by = utc_now(), f"{_COMMAND} invite"
    known = accounts.find_person(session, email)
    if known is None:
        called = name or email
        return invitations.invite(session, email=email, name=called, language=language, grants=[grant], by=by, at=at)
    invitations.invite_again(session, known, by=by, at=at)
    accounts.change_grants(session, known, [grant], by=by, at=at)
    accounts.change_person(session, known, name=name or known.name, language=language, by=by, at=at)
    return known


def _location_id(session: Session, slug: str | None) -> int | None:
    if slug is None:
        return None
    found = session.scalar(select(Location.id).where(Location.slug == slug))
    if found is None:
        raise NotFound(f"there is no location {slug!r}")
    return found


def _link(endpoint: str, token: str) -> str:
    path = current_app.url_map.bind("localhost").build(endpoint, {"token": token})
    return its_settings().public_url + path


def _mail(session: Session, person: Person, link: str) -> None:
    written = letter("invitation", person.language, name=person.name, inviter="Madoguchi", url=link)
    queue_mail(
        session, person.email, subject=written.subject, body=written.body, language=written.language, at=utc_now()
    )


def _state(person: Person) -> str:
    if person.left_at is not None:
        return f"closed {city_time(person.left_at):%Y-%m-%d}"
    if person.joined_at is None:
        return f"invited {city_time(person.invited_at):%Y-%m-%d}"
    factors = [factor.value for factor in Factor if factor in factors_of(person)]
    return f"joined {city_time(person.joined_at):%Y-%m-%d}, {', '.join(factors) or 'no second factor'}"
