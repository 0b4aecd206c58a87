"""Where does the `payung` command begin, which parts has it, and how does it refuse?

A part is imported when it is asked for and not before: `payung premium` must not wait for what only `payung
check` needs. This is the one place that imports by name (importlib).
"""

import importlib
import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from payung import __version__
from payung.cli.answer import refuse
from payung.cli.words import VARIABLE, later, listen, say, speak, tell
from payung.refusal import Refusal

COMMANDS: Mapping[str, str] = {
    "premium": "payung.cli.premium",
    "benefit": "payung.cli.benefit",
    "liability": "payung.cli.liability",
    "law": "payung.cli.law",
    "check": "payung.cli.check",
    "exchange": "payung.cli.exchange",
    "sample": "payung.cli.sample",
    "train": "payung.cli.train",
}

USAGE: Mapping[str, str] = {
    "NoSuchOption": later("Pilihan {option} tidak dikenal. Lihat pilihannya: {command} --help."),
    "MissingParameter": later("{option} belum disebut. Lihat pilihannya: {command} --help."),
    "BadOptionUsage": later("Pilihan {option} perlu satu nilai. Lihat pilihannya: {command} --help."),
    "BadParameter": later("Isi {option} tidak dapat dipakai. Lihat pilihannya: {command} --help."),
    "BadArgumentUsage": later("Isian perintah itu tidak lengkap. Lihat pilihannya: {command} --help."),
}
UNKNOWN = later("“{given}” tidak dikenal di sini. Lihat pilihannya: {command} --help.")
INCOMPLETE = later("Perintah itu belum lengkap. Lihat pilihannya: {command} --help.")

BAD_INPUT = 2
INTERRUPTED = 130


class PartsGroup(TyperGroup):
    """The group of all parts, each imported when it is named (or when all are listed by --help)."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all parts, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The part of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        part = importlib.import_module(COMMANDS[cmd_name]).app
        command = typer.main.get_command(part)
        command.name = cmd_name
        return translated(command)


app = typer.Typer(cls=PartsGroup, add_completion=False, help="Siapa bekerja tanpa perlindungan, hari demi hari?")


def _show_version(asked: bool) -> None:
    if asked:
        print(__version__)
        raise typer.Exit


@app.callback()
def root(
    lang: Annotated[str, typer.Option("--lang", envvar=VARIABLE, help="Bahasa: id atau en.")] = "id",
    version: Annotated[
        bool, typer.Option("--version", help="Versi Payung.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """The options of all parts; the language is taken out of the arguments before Typer sees them."""


def translated(command: Any) -> Any:
    """The command with its help, and that of its options and parts, in the language in use."""
    command.help = command.help and say(command.help)
    for option in command.params:
        if getattr(option, "help", None):
            option.help = say(option.help)
    for part in getattr(command, "commands", {}).values():
        translated(part)
    return command


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code: 0, or 2 for bad input."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """The exit code of one call; bad input ends in one sentence on the error stream, never in a traceback."""
    as_json = "--json" in arguments
    try:
        language, rest = listen(arguments, os.environ)
        speak(language)
        return _call(rest)
    except Refusal as refusal:
        refuse(tell(refusal), as_json=as_json)
    except typer.TyperException as error:
        refuse(usage_sentence(error), as_json=as_json)
    except typer.Abort:
        return INTERRUPTED
    return BAD_INPUT


def _call(arguments: Sequence[str]) -> int:
    command = translated(typer.main.get_command(app))
    return command.main(list(arguments) or ["--help"], prog_name="payung", standalone_mode=False) or 0


def usage_sentence(error: typer.TyperException) -> str:
    """What Typer found wrong with the call, said in the language in use (its own English is never shown)."""
    facts = {"option": _option(error), "given": _quoted(error), "command": _command(error)}
    sentence = USAGE.get(type(error).__name__) or (UNKNOWN if facts["given"] else INCOMPLETE)
    return say(sentence, **facts)


def _option(error: typer.TyperException) -> str:
    """The option or argument that is meant, as it is typed."""
    parameter = getattr(error, "param", None)
    names = [name for name in getattr(parameter, "opts", []) if name.startswith("--")]
    named = getattr(error, "option_name", None) or getattr(parameter, "metavar", None) or ""
    return names[0] if names else str(named)


def _quoted(error: typer.TyperException) -> str:
    """What Typer quotes in its message: the word it could not use."""
    found = re.search(r"""'([^']+)'|"([^"]+)"|\(([^)]+)\)$""", error.message)
    return next(filter(None, found.groups())) if found else ""


def _command(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return context.command_path if context else "payung"
