"""The commands that keep a running directory well: mail, reminders, links. Cron calls them, or a person."""

import threading

import click
from flask import Flask
from sqlalchemy.orm import Session

from services import link_asking, link_checks, reminders
from services.cli import directory, in_one_line, its_settings
from services.clock import utc_now
from services.database import engine_for, writing_sessions
from services.errors import BadSetting
from services.mail_queue import queue_state, unsent_mail
from services.mail_sending import Round, send_due
from services.settings import Settings

_LOOKED_EVERY_S = 10
_SHOWN_MAILS = 50


def register(_app: Flask) -> None:
    """Add the commands to the application: importing this has added them to the group of `services.cli`."""


@directory.command("send-mail")
@click.option("--watch", is_flag=True, help="Go on until told to stop.")
@in_one_line
def send_mail(*, watch: bool) -> None:
    """Send the mail that is due; several at once send nothing twice."""
    settings = its_settings()
    if not settings.mail_url:
        raise BadSetting("MAIL_URL is empty: nothing takes our mail")
    click.echo(_told(_send(settings)))
    while watch:
        threading.Event().wait(_LOOKED_EVERY_S)
        done = _send(settings)
        if done != Round():
            click.echo(_told(done))


def _send(settings: Settings) -> Round:
    engine = engine_for(settings.database_url)
    try:
        return send_due(writing_sessions(engine), settings.mail_url, sender=settings.mail_from, clock=utc_now)
    finally:
        engine.dispose()


def _told(done: Round) -> str:
    return f"{done.sent} sent, {done.delayed} to be tried again, {done.refused} given up."


@directory.command()
@in_one_line
def outbox() -> None:
    """List the mail that waits and that was given up, without what it says."""
    with writing_sessions(engine_for(its_settings().database_url))() as session:
        state = queue_state(session)
        for mail in unsent_mail(session, limit=_SHOWN_MAILS):
            end = "given up" if mail.given_up_at else f"next try {mail.next_try_at:%Y-%m-%d %H:%M} UTC"
            click.echo(
                f"{mail.id}  {mail.recipient}  {mail.subject}  tries {mail.tries}, {end}  {mail.last_error or ''}"
            )
    click.echo(f"{state.waiting} waiting, of these {state.failing} tried in vain; {state.given_up} given up.")


@directory.command()
@in_one_line
def remind() -> None:
    """Ask those who look after a listing to confirm it, where that is due; once a day is enough."""
    settings = its_settings()
    if not settings.public_url:
        raise BadSetting("PUBLIC_URL is empty: the links in mails need the site's address")
    with writing_sessions(engine_for(settings.database_url))() as session:
        done = reminders.remind(
            session,
            address=lambda token: f"{settings.public_url}/confirm/{token}",
            secret=settings.secret_key,
            at=utc_now(),
        )
        session.commit()
    click.echo(
        f"{done.mails} mails about {done.locations} listings that are due, {done.escalated} told to the bureau."
    )
    if done.without_anybody:
        click.echo(f"Nobody looks after {', '.join(done.without_anybody)}.")


@directory.command("check-links")
@click.option("--allow-private", is_flag=True, help="Ask addresses inside a private network too.")
@in_one_line
def check_links(*, allow_private: bool) -> None:
    """Ask every web address of the records whether it is still there."""
    with Session(engine_for(its_settings().database_url)) as session:
        urls = link_checks.urls_of_records(session)
    # The network is asked while no transaction is open.
    with click.progressbar(length=len(urls), label="Asking") as bar:
        found = link_asking.asked(urls, allow_private=allow_private, on_progress=bar.update)
    with writing_sessions(engine_for(its_settings().database_url))() as session:
        link_checks.record_checks(session, found, at=utc_now())
        session.commit()
    for each in found:
        if each.is_dead:
            click.echo(f"dead  {each.url}  {each.status or each.error}")
    click.echo(f"{len(found)} addresses asked, {sum(each.is_dead for each in found)} dead.")
