"""(2.12) does not follow from (2.10)-(2.11), whatever the value v of rho(F(theta)) > 0; Chebyshev's bound does.

At a fixed theta with s = sigma F(theta) > 0, let w[k] have mean square at most s: then t P(|w|^2 >= t s) <= 1. But
let |u[k]|^2 = s surely, which is (2.11) with |Z| = 1. For t = s/v > 0 the event |u|^2 >= t v is certain, while (2.12)
allows it a probability of at most exp(-t) <= 1/(1+t) < 1.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, norm2
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("noise_tail", "square-integrable noise has a Chebyshev tail and need not have an exponential one")
    (theta,) = p.vectors("theta")
    F = p.function("F")
    sigma, t, v = p.constants("sigma t v")
    for symbol in (sigma, t, v):
        p.assume(f"{symbol}>0", symbol > 0)
    p.assume("F>0", F(theta) > 0)
    w, u = (p.vector_process(name, level=1, order=1) for name in "wu")
    p.assume("second moment", expect(k, norm2(w[k])) <= sigma * F(theta))
    p.assume("unit noise", Eq(norm2(u[k]), sigma * F(theta)))
    far = p.define("bit", "far", "k", value=norm2(w[k]) - t * sigma * F(theta))
    small_t = p.define("quotient", "small_t", value=sigma * F(theta), by=v)
    hit = p.define("bit", "hit", "k", value=norm2(u[k]) - small_t * v)
    p.goal(t * expect(k, far[k]) <= 1)
    p.goal(small_t > 0)
    p.goal(Eq(expect(k, hit[k]), 1))
    p.goal((1 + small_t) * expect(k, hit[k]) > 1)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    # Markov: t s far <= |w|^2.
    d.step("|w|^2>=0", "norm", vector="w[k]")
    d.have("far>=0", "far[k] >= 0", by=["[far[k]]"], eq=["far.bit"])
    d.have("far<=1", "1 - far[k] >= 0", by=["[1 - far[k]]"], eq=["far.bit"])
    d.assume("is far", "far[k] - 1 >= 0")
    d.assume("is near", "-far[k] >= 0")
    d.have("ts", "t*sigma*F(theta) > 0", by=["t>0 * sigma>0 * F>0"])
    d.cut("far", "far.yes", "is far")
    markov = "<w[k], w[k]> >= t*sigma*F(theta)*far[k]"
    d.have("markov far", markov, by=["far", "ts * far<=1"])
    d.have("markov near", markov, by=["|w|^2>=0", "ts * is near"])
    d.split("markov", "far[k]", "far.bit", "markov far", "markov near")
    d.step("markov mean", "expect", fact="markov", index="k")
    d.have("s", "sigma*F(theta) > 0", by=["sigma>0 * F>0"])
    d.contradiction("tail", "t*E[k](far[k]) <= 1", by=["not * s", "markov mean", "second moment"])

    # |u|^2 = t v for t = s/v, so the bit is 1.
    d.cut("t v", "small_t.times", "v>0")
    d.contradiction("small_t>0", "small_t > 0", by=["not * v>0", "s"], eq=["t v"])
    d.assume("hit is 1", "hit[k] - 1 >= 0")
    d.assume("hit is 0", "-hit[k] >= 0")
    d.have("hit<=1", "1 - hit[k] >= 0", by=["[1 - hit[k]]"], eq=["hit.bit"])
    d.cut("missed", "hit.no", "hit is 0")
    d.have("bad", "0 > 0", by=["missed"], eq=["unit noise", "t v"])
    d.step("absurd", "absurd", fact="bad", goal="hit[k] - 1 >= 0")
    d.split("hit>=1", "hit[k]", "hit.bit", "hit is 1", "absurd")
    d.step("hit=1", "antisymmetry", first="hit>=1", second="hit<=1")
    d.step("certain", "expect", fact="hit=1", index="k")
    d.have("too likely", "(1 + small_t)*E[k](hit[k]) > 1", by=["small_t>0"], eq=["certain: 1 + small_t"])
    return d.qed("tail", "small_t>0", "certain", "too likely")


if __name__ == "__main__":
    print(derive().report())
