"""Chapter 1, Identification: what its exercises ask for, what is right, which mistakes are known."""

from functools import cache

import pandas as pd

from customerlab.checks.answers import Function, Grouping, Items, Number, Table, Text
from customerlab.checks.exercise import Decided, Decision, Exercise, Mistake, Part, Seed
from customerlab.language import _
from customerlab.models import identification as models
from customerlab.simulations import ChannelFiles


@cache
def channel_files(seed: Seed) -> ChannelFiles:
    """The learner's market, made once and shared by all checks."""
    return ChannelFiles(seed)


# Lesson 1: who is the customer? ------------------------------------------------------------------


# Lesson 2: clean names and keys ------------------------------------------------------------------


# Lesson 3: are these two the same? ---------------------------------------------------------------


# Lesson 4: one customer view ---------------------------------------------------------------------


EXERCISES: tuple[Exercise, ...] = ()
