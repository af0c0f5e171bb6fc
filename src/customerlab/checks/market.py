"""The markets on which answers are checked."""

from functools import cache

from customerlab.checks.exercise import Seed
from customerlab.simulations import ChannelFiles


@cache
def channel_files(seed: Seed) -> ChannelFiles:
    """The channel files of a learner's market, made once and shared by all checks."""
    return ChannelFiles(seed)
