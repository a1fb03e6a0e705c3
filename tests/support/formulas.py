"""Random formulas."""


def random_formula(random_, depth):
    """A rational formula that is defined everywhere."""
    if depth == 0:
        return random_.choice(["x", "y", "z", "2", "0.3", "1e-1", "5/7"])
    a, b = random_formula(random_, depth - 1), random_formula(random_, depth - 1)
    shapes = [
        f"({a} + {b})",
        f"({a} - {b})",
        f"{a}*({b})",
        f"({a})^3",
        f"-({a})",
        f"({a})/(1 + ({b})^2)",
        f"({a})^2*{b}",
    ]
    return random_.choice(shapes)
