"""python -m lojverify"""

from lojverify.cli import main

main()
