"""The benchmarks are programs, not a package: their folder comes last, behind the modules of other tests."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
