"""(3.8): given the past, the expectation of F(theta_{k+1}) 1_{E_{k+1}} is at most rho F(theta_k) 1_{E_k}.

`stopped_loss_contracts` says so on B(theta0, r) of the expectation of 1_{E_k} Q, which dominates F 1_{E_{k+1}}.
"""

from lojverify.derive import Derivation, Proved
from lojverify.paper.section3_run import contraction_given_past as problem
from lojverify.paper.steps import restrict, stopped_loss_means


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    stopped_loss_means(d)
    return d.qed("contracts")


if __name__ == "__main__":
    print(derive().report())
