"""The rate of a sequence with the recursion (4.2): explicit bounds for given indices, with a proof (Lemma 4.1)."""

from lojverify.rates.rate import Rate, Row, rate

__all__ = ["Rate", "Row", "rate"]
