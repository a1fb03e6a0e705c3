"""The command line: parses, calls, prints, returns the exit code.

Exit codes: 0 holds, 1 does not hold, 2 the input cannot be used. An error is one line on standard error.
"""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TextIO

import click

import lojverify
from lojverify.errors import LojverifyError

COMMANDS = ("certify", "check", "constants", "examples", "rate", "show", "simulate", "verify")
INTERRUPTED = 128 + signal.SIGINT
CLOSED_PIPE = 128 + 13  # SIGPIPE, which Windows lacks


class _Commands(click.Group):
    """Loads the module of a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"lojverify.commands.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101
        return command


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(lojverify.__version__, prog_name="lojverify", message="%(prog)s %(version)s")
@click.pass_context
def group(ctx: click.Context) -> None:
    """Verify a paper on SGD line by line, certify constants, and check the certificates.

    \b
    Examples:
      lojverify verify 3.10
      lojverify certify --alpha 1 --smoothness 1 --noise 1/2 --step-size 1/10 \\
          --radius 3 --confinement 1/2 --delta 1/20 -o stay.json
      lojverify check stay.json

    Exit codes: 0 holds, 1 does not hold, 2 the input cannot be used.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with these arguments (None: those of the process) and return the exit code."""
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what a terminal cannot show is replaced, not an error
            stream.reconfigure(errors="replace")
    try:
        # Not through click's own main, which prints on an interrupt and exits on a closed pipe.
        with group.make_context("lojverify", list(sys.argv[1:] if arguments is None else arguments)) as context:
            code = group.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        return _fail(error.format_message(), 2)
    except LojverifyError as error:
        return _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        return CLOSED_PIPE
    except OSError as error:  # a full disk, a closed descriptor
        _silence(sys.stdout)
        return _fail(f"{error.filename or 'the output'} cannot be used: {error.strerror or error}", 2)
    return code if isinstance(code, int) else 0


def main() -> NoReturn:
    """The entry point."""
    sys.exit(run())


def _silence(stream: TextIO) -> None:
    """What is left in the buffer of a stream that takes nothing more: let the interpreter flush it into nothing."""
    with suppress(OSError, ValueError):  # a stream without a descriptor
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_what_is_closed() -> None:
    """A process may start without its standard streams (``>&-``): nothing is read from these, nothing is shown."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _fail(message: str, code: int) -> int:
    click.echo(f"error: {' '.join(message.split())}", err=True)
    return code
