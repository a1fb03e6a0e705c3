"""lojverify rate"""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lojverify.rates import Rate

_MOST_ROWS = 1000


@click.command("rate", short_help="constants of the recursion (4.2) -> bounds of b_k, with a proof")
@click.option("--q", required=True, metavar="Q", help="exponent of the step sizes, 0 < q <= 1, (4.1)")
@click.option("--p", required=True, metavar="Q", help="further exponent p > 0, (4.2)")
@click.option("--c1", required=True, metavar="Q", help="C1 > 0; above p if q = 1")
@click.option("--c2", required=True, metavar="Q", help="C2 > 0")
@click.option("--n0", default="1", show_default=True, metavar="Q", help="offset n0 >= 0, (4.1)")
@click.option("--b1", required=True, metavar="Q", help="upper bound of b_1; may be 0")
@click.option(
    "--k", "ks", required=True, multiple=True, metavar="K|A:B[:S]", help="an index or a range; may be repeated"
)
@click.option("--plot", metavar="FILE", help="draw the bound and the recursion (needs matplotlib)")
@click.option("--json", "as_json", is_flag=True, help="print the certificate as JSON")
@click.option("-o", "--output", metavar="FILE", help="write the certificate to FILE, whole or not at all")
def command(
    *,
    q: str,
    p: str,
    c1: str,
    c2: str,
    n0: str,
    b1: str,
    ks: tuple[str, ...],
    plot: str | None,
    as_json: bool,
    output: str | None,
) -> int:
    """Bound b_k for every sequence b_1, b_2, ... >= 0 with b_1 <= b1 and, for every k >= 1,

    \b
        (4.2)  b_{k+1} <= (1 - C1/(k+n0)^q) b_k + C2/(k+n0)^(q+p).

    The bounds are proved, rounded up, and hold for the index that is given, not only in the limit (Lemma 4.1). Beside
    them stands the largest b_k that (4.2) allows, from the recursion carried out, which is not part of the proof.
    A range is A:B, from A to B, or A:B:S, in steps of S. Numbers are exact: 3, 1/2, 0.05, 1e-3.

    \b
    Examples:
      lojverify rate --q 1 --p 1 --c1 2 --c2 1 --n0 1 --b1 1 --k 1 --k 10 --k 1000000
      lojverify rate --q 2/3 --p 2/3 --c1 2 --c2 3 --b1 1 --k 100:1000:100 --json -o rate.json
    """
    from lojverify.rates import rate

    found = rate(q=q, p=p, c1=c1, c2=c2, n0=n0, b1=b1, k=[k for text in ks for k in _range(text)])
    if plot is not None:
        from lojverify.reporting.plots import draw_rate

        draw_rate(found, plot)
    if output is not None and output != "-":
        found.write(output)
    if as_json or output == "-":
        click.echo(found.to_json(), nl=False)
        return 0
    _print(found)
    for name in (plot, output):
        if name is not None:
            click.echo(f"written to {name}")
    return 0


def _range(text: str) -> list[str | int]:
    """The indices that an option names. Raises InputError for no range, or one that is too long."""
    from lojverify.errors import InputError
    from lojverify.rates.constants import indices

    parts = text.split(":")
    if len(parts) == 1:
        return [text]
    if len(parts) > 3:
        raise InputError("a range is A:B or A:B:S", name="k", value=text)
    try:
        first, last, *step = (indices([part])[0] for part in parts)
    except InputError as error:
        raise InputError(f"the range {text[:64]!r} cannot be used: {error}") from None
    chosen = range(first, last + 1, step[0] if step else 1)
    if not chosen or len(chosen) > _MOST_ROWS:
        many = f"more than {_MOST_ROWS} indices" if chosen else "no index"
        raise InputError(f"the range holds {many}, and 1 to {_MOST_ROWS} can be asked for", name="k", value=text)
    return list(chosen)


def _print(found: "Rate") -> None:
    from lojverify.exact import decimal
    from lojverify.reporting.text import bullets, line, table

    rows = [
        (str(row.k), row.decimal, "-" if row.iterated is None else decimal(row.iterated, 15, "up"))
        for row in found.rows
    ]
    table(("k", "b_k <=", "recursion (not proved)"), rows)
    line()
    line(f"In the limit k^p b_k is at most {found.limit} (Lemma 4.1).")
    bullets("Assumed:", found.assumes)
    steps = sum(len(claim["proof"]["steps"]) for claim in found.proof["claims"])
    line(f"Proof: {steps} steps in {len(found.proof['claims'])} claims")
