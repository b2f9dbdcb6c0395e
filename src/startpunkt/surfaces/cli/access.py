"""Accounts made at the machine."""

from __future__ import annotations

import sys

import click

from startpunkt.foundation.store.opening import open_store
from startpunkt.surfaces.cli.output import CommandError, json_option, print_document


@click.group()
def admin() -> None:
    """Accounts of the incubator's own people."""


@admin.command("create")
@click.option("--email", help="The address she signs in with; asked for when missing.")
@click.option("--name", default="", help="Her name.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
@json_option
def create(email: str | None, name: str, password_stdin: bool, as_json: bool) -> None:
    """Create a member of staff. There are no accounts until one is created here."""
    email = email or click.prompt("E-mail", err=True)
    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    open_store()
    from startpunkt.foundation.access.accounts import AccountError, create_staff

    try:
        person = create_staff(email, name, password)
    except AccountError as error:
        raise CommandError("account", str(error)) from error
    if as_json:
        print_document({"created": person.email})
    else:
        click.echo(f"{person.email} can sign in now.")
