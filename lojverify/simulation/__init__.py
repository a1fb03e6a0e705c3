"""Many runs of SGD beside a certificate. Floats carry the runs, so what they show is statistics and never a proof."""

from lojverify.simulation.beside import Simulation, simulate_instance, simulate_problem
from lojverify.simulation.interval import clopper_pearson

__all__ = ["Simulation", "clopper_pearson", "simulate_instance", "simulate_problem"]
