"""Concrete losses and their rigorous constants: a problem file (TOML) -> a `Problem` -> `ProblemConstants`.

A new loss is one module with a function `load`, one with a function `replay` for its evidence, and a line in each of
`KINDS` and `REPLAYERS`. How problem files are written: `README.md` beside this file.
"""

from lojverify.problems.base import Batch, NearLinear, Problem, ProblemConstants, Star
from lojverify.problems.files import KINDS, load_problem

__all__ = ["KINDS", "Batch", "NearLinear", "Problem", "ProblemConstants", "Star", "load_problem"]
