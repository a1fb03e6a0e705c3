"""How the attacks on the kernel are written, and the symbols that they share."""


def define(kind, name, letter="", **arguments):
    """A definition in a proof."""
    parts = {"kind": kind, "name": name, **arguments}
    return (f"def {name}", "define", parts | ({"letter": letter} if letter else {}))


def use(label, rule, **arguments):
    return (label, rule, arguments)


def combine(label, *facts, eq=(), squares=()):
    """The sum of facts, multiples of equations and squares."""
    terms = [["1", [one], []] for one in facts] + [["1", [], [one]] for one in squares]
    parts = {"terms": terms} if terms else {}
    return (label, "combine", parts | ({"equalities": [list(one) for one in eq]} if eq else {}))


FALSE = use("end", "absurd", fact="bad", goal="-1 >= 0")
SETTING = "x b: x0; z: x1; m: x2; o: u1; w: w; a d: a; F: F; p q: c; u v: v; s t: s; y: p; X: r; xv: xv; b1: b1; b0: b0"
NEXT = define("bit", "f", "k", value="z[k]")  # known one step later
