"""`python -m coursebuilder`: write every derived file of the repository."""

from pathlib import Path

from coursebuilder.build import build

build(Path(__file__).resolve().parents[2])
