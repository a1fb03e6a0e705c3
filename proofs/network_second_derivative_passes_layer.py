"""|D^2 z_{l+1}[u, u]| <= S' |u|^2, S' = (U + sqrt(U^2 + 4 V^2))/2: the second derivative passes through a layer.

U = kappa k P^2 + omega m S and V = m P. Along u, of length a below layer l+1 and b in it, D^2 z_{l+1} is the sum of W
(sigma'' (Dz)^2), at most kappa k P^2 a^2 (`network_columns_bound`), of W (sigma' D^2 z), at most omega m S a^2, and of
twice the part of u in layer l+1 times Da, at most 2 V a b. S' is the larger eigenvalue of [[U, V], [V, 0]]: S' (S' -
U) = V^2.
"""

from lojverify.derive import Derivation, Problem, Proved, norm2, proved


def problem() -> Problem:
    p = Problem("network_second_derivative_passes_layer", "the second derivative of the inputs of the next layer")
    U1, U2, V, S, a, b = p.constants("U1 U2 V S a b")
    x, y, z = p.vectors("x y z")
    for name, one in (("U1", U1), ("U2", U2), ("V", V), ("a", a), ("b", b)):
        p.assume(f"{name}>=0", one >= 0)
    p.assume("S>=U", S >= U1 + U2)
    p.assume("S", S * (S - U1 - U2) >= V**2)
    p.assume("|x|", norm2(x) <= (U1 * a**2) ** 2)
    p.assume("|y|", norm2(y) <= (U2 * a**2) ** 2)
    p.assume("|z|", norm2(z) <= (2 * V * a * b) ** 2)
    p.goal(norm2(x + y + z) <= (S * (a**2 + b**2)) ** 2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    parts = {"x": ("U1*a^2", "U1>=0 * [a]"), "y": ("U2*a^2", "U2>=0 * [a]"), "z": ("2*V*a*b", "V>=0 * a>=0 * b>=0")}
    for name, (length, factors) in parts.items():
        d.have(f"{name}>=0", f"{length} >= 0", by=[factors])
    first = {"u": "x", "v": "y", "a": parts["x"][0], "b": parts["y"][0]}
    d.cite("x+y", proved("triangle"), first, {"a>=0": "x>=0", "b>=0": "y>=0", "|u|<=a": "|x|", "|v|<=b": "|y|"})
    both = f"{parts['x'][0]} + {parts['y'][0]}"
    d.have("xy>=0", f"{both} >= 0", by=["x>=0", "y>=0"])
    second = {"u": "x + y", "v": "z", "a": both, "b": parts["z"][0]}
    d.cite("all", proved("triangle"), second, {"a>=0": "xy>=0", "b>=0": "z>=0", "|u|<=a": "x+y", "|v|<=b": "|z|"})
    total = f"{both} + {parts['z'][0]}"

    # S times the difference is (S (S - U) - V^2) a^2 + (V a - S b)^2.
    form = f"S*(a^2 + b^2) - ({total}) >= 0"
    d.have("times S", f"S*({form.removesuffix(' >= 0')}) >= 0", by=["S * [a]", "[V*a - S*b]"])
    d.assume("S>0", "S > 0")
    d.contradiction("form if S>0", form, by=["not * S>0", "times S"])
    d.assume("S<=0", "-S >= 0")
    d.have("S>=0", "S >= 0", by=["S>=U", "U1>=0", "U2>=0"])
    d.have("V=0", "-V^2 >= 0", by=["S", "S<=0 * S>=0", "S<=0 * U1>=0", "S<=0 * U2>=0", "S>=0 * U1>=0", "S>=0 * U2>=0"])
    d.contradiction("V<=0", "-V >= 0", by=["not * not", "V=0"])
    rest = ["S>=U * [a]", "S>=0 * [b]", "V<=0 * a>=0 * b>=0"]
    d.have("form if S=0", form, by=rest)
    d.cases("form", "form if S>0", "form if S=0", on="S >= 0")
    d.have("total>=0", f"{total} >= 0", by=["xy>=0", "z>=0"])
    d.have("top", "S*(a^2 + b^2) >= 0", by=["form", "total>=0"])
    d.have("bound", "<x + y + z, x + y + z> <= (S*(a^2 + b^2))^2", by=["all", "form * total>=0", "form * top"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
