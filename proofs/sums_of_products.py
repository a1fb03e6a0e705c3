"""The Cauchy-Schwarz inequality for finite sums: (sum of a_i b_i)^2 <= (sum of a_i^2) (sum of b_i^2).

By induction: from A^2 <= X Y follows (A + a b)^2 <= (X + a^2)(Y + b^2), since (X b^2 + Y a^2)^2 >= 4 X Y a^2 b^2.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("sums_of_products", "the Cauchy-Schwarz inequality for finite sums")
    a, b = p.process("a", level=None), p.process("b", level=None)
    AB, A2, B2 = p.sum("AB", a[k] * b[k]), p.sum("A2", a[k] ** 2), p.sum("B2", b[k] ** 2)
    p.goal(AB[k] ** 2 <= A2[k] * B2[k])
    p.goal(A2[k] >= 0)
    p.goal(B2[k] >= 0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name, term in (("A2", "a"), ("B2", "b")):
        d.induct(
            f"{name}>=0", "k", f"{name}[k] >= 0", ["so far", f"[{term}[k]]"], [f"{name}.step"], ([], [f"{name}.start"])
        )
    so_far = "AB[k]^2 <= A2[k]*B2[k]"
    d.assume("so far", so_far)
    both = "(A2[k]*b[k]^2 + B2[k]*a[k]^2)"
    d.have("both>=0", f"{both} >= 0", by=["A2>=0 * [b[k]]", "B2>=0 * [a[k]]"])
    by = ["not * not", "not * both>=0", "so far * [a[k]*b[k]]", "[A2[k]*b[k]^2 - B2[k]*a[k]^2]"]
    d.contradiction("cross", f"2*AB[k]*a[k]*b[k] <= {both}", by=by)
    steps = ["AB.step: AB[k+1] + AB[k] + a[k]*b[k]", "A2.step: B2[k+1]", "B2.step: A2[k] + a[k]^2"]
    d.have("next", "AB[k+1]^2 <= A2[k+1]*B2[k+1]", by=["so far", "cross"], eq=steps)
    start = ["AB.start: AB[0]", "A2.start: B2[0]"]
    d.have("start", "AB[0]^2 <= A2[0]*B2[0]", eq=start)
    d.step("sums", "induction", start="start", step="next", letter="k", condition=so_far)
    return d.qed("sums", "A2>=0", "B2>=0")


if __name__ == "__main__":
    print(derive().report())
