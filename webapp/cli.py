"""Commands for operators and checkers: `assess`, `brackets`, `recount`, `purge`, `reminders`."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from webapp.assess_file import BadFile, as_output, read_question
from webapp.bracket_file import add_tables, read_tables
from webapp.config import new_private_key, now_in_seoul
from webapp.household.devices import forget_retired
from webapp.household.pairing import forget_pairings
from webapp.law.assess import assess
from webapp.law.brackets import BadBrackets
from webapp.receipts.models import recount_all
from webapp.refunds.forgetting import forget_claims
from webapp.reminders.models import forget_sent
from webapp.simple_auth.models import forget_requests
from webapp.sync.purge import purge


class BadInput(click.ClickException):
    """Says in one line on standard error what is wrong with the file, and ends with 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(" ".join(self.message.split()), err=True)


def register(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(assess_command)
    app.cli.add_command(brackets_command)
    app.cli.add_command(recount_command)
    app.cli.add_command(purge_command)
    app.cli.add_command(reminders_commands)


@click.command("assess")
@click.argument("file")
@with_appcontext
def assess_command(file: str) -> None:
    """Print the assessment of one person's year as JSON.

    FILE is a JSON file: year, band, today, receipts.
    """
    try:
        question = read_question(_text_of(file), default_today=_now().date())
    except BadFile as error:
        raise BadInput(str(error)) from None
    found = assess(question.year, question.band, question.receipts, question.today)
    click.echo(json.dumps(as_output(found), indent=2, ensure_ascii=False))


@click.command("brackets")
@click.argument("file")
@with_appcontext
def brackets_command(file: str) -> None:
    """Add official premium tables to this installation.

    FILE is a CSV file: year, kind, band, over, upto. Each year and kind must be complete.
    """
    target = Path(current_app.config["BRACKETS_FILE"])
    try:
        rows = read_tables(_text_of(file))
        add_tables(target, rows)
    except BadBrackets as error:
        raise BadInput(f"{error.line}번째 줄: {error}") from None
    except ValueError:
        raise BadInput(f"{target.name}: 보험료 구간 파일이 아니에요") from None
    except OSError:
        raise BadInput(f"{target.name}: 쓸 수 없어요") from None
    for (year, kind), table in groupby(rows, key=lambda row: (row.year, row.kind)):
        click.echo(f"{year} {kind}: {len(list(table))}구간")


@click.command("recount")
@with_appcontext
def recount_command() -> None:
    """Renew what every receipt counts, after the exclusions table has changed."""
    click.echo(f"{recount_all()}장의 세는 돈이 바뀌었어요")


@click.command("purge")
@with_appcontext
def purge_command() -> None:
    """Erase what was deleted more than 30 days ago, and keys of no more use. Run it daily."""
    forget_pairings(_now())
    forget_retired(_now())
    forget_claims(_now())
    forget_requests(_now())
    forget_sent(_now())
    click.echo(f"{purge(_now())}건을 아주 지웠어요")


@click.group("reminders")
def reminders_commands() -> None:
    """Notifications on phones."""


@reminders_commands.command("send")
@with_appcontext
def send_command() -> None:
    """Tell every phone that wants it what is due today, each thing once. Run it daily."""
    keys = current_app.extensions["config"].push
    if keys is None:
        raise BadInput("VAPID_PRIVATE_KEY: 알림을 보낼 열쇠가 없어요")
    from webapp.reminders.push import send_due  # large, and of use here alone

    outcome = send_due(_now(), keys)
    click.echo(
        f"{outcome.sent}건을 알렸어요. {outcome.waiting}건은 다음에 다시 보내요. "
        f"알림을 끈 기기 {outcome.gone}대를 지웠어요"
    )


@reminders_commands.command("keys")
def keys_command() -> None:
    """Print a new private key for notifications, to keep in the environment."""
    click.echo(f"VAPID_PRIVATE_KEY={new_private_key()}")


def _text_of(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadInput(f"{name}: 파일이 없어요") from None
    except UnicodeDecodeError:
        raise BadInput(f"{name}: UTF-8로 적은 파일이 아니에요") from None
    except (OSError, ValueError):
        raise BadInput(f"{name}: 파일을 읽을 수 없어요") from None


def _now() -> datetime:
    config = current_app.extensions.get("config")
    return config.now() if config is not None else now_in_seoul()
