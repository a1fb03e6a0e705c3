"""The command line, run in this process."""

import pytest

from lojverify.cli import run


@pytest.fixture
def cli(capsys):
    """Run the command line: (exit code, standard output, standard error)."""

    def call(*arguments):
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call
