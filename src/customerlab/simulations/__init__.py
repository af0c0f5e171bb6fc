"""Simulations: each with its decision, its play and its score."""

from customerlab.simulations.channel_files import ChannelFiles

__all__ = ["ChannelFiles"]
