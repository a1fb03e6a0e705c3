"""A command that refuses what click would pass over: an option given twice, a negative value where none need be."""

import re
from collections import Counter

import click

_LIKE_A_NUMBER = re.compile(r"-[0-9.]")


class Strict(click.Command):
    """See the module."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse options given twice. Raises InputError for a negative value of an optional value."""
        for option in self.get_params(ctx):
            if isinstance(option, click.Option) and not option.is_flag and isinstance(option.flag_value, str):
                _refuse_negative(option, args)
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        options = [one for one in order if isinstance(one, click.Option) and not one.multiple]
        twice = [one for one, count in Counter(options).items() if count > 1]
        if twice:
            raise click.UsageError(f"{twice[0].opts[-1]} is given more than once", ctx)
        return super().parse_args(ctx, args)


def _refuse_negative(option: click.Option, args: list[str]) -> None:
    """Click takes ``-1`` after an option whose value may be left out for another option, even in ``--option=-1``."""
    from lojverify.constants import FIELDS, number

    for name in option.opts:
        given = [one.removeprefix(f"{name}=") for one in args if one.startswith(f"{name}=-")]
        after = args[args.index(name) + 1 :] if name in args else []
        given += [one for one in after[:1] if _LIKE_A_NUMBER.match(one)]
        if given:
            field = name.strip("-").replace("-", "_")
            relation, display = FIELDS[field][:2] if field in FIELDS else (">=", None)
            number(given[0], field, relation, display)
