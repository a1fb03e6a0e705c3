import pytest

from lojverify.enclose.arb import ArbNumber
from lojverify.enclose.mpiv import MpmathInterval
from lojverify.enclose.rational import RationalInterval


@pytest.fixture(params=[RationalInterval, ArbNumber, MpmathInterval], ids=["rational", "arb", "mpiv"])
def number(request):
    return request.param


@pytest.fixture(params=[RationalInterval, ArbNumber], ids=["rational", "arb"])
def rooted(request):
    """The back ends that take n-th roots."""
    return request.param
