"""Random numbers that are the same on every machine, in independent streams by name."""

import hashlib
import os
import unicodedata
from numbers import Real

import numpy as np

from customerlab.language import Problem, _

DEFAULT_SEED = "wenlan"


def stream(seed, *names) -> np.random.Generator:
    """An independent stream of random numbers for one purpose, such as `stream(seed, "people")`.

    The seed is any text or number; 7 and "7" are the same. Whoever draws once more in one stream
    moves no other. (Python's own hash() would differ from one start to the next.)
    """
    parts = [unicodedata.normalize("NFC", str(part)) for part in (seed, *names)]
    digest = hashlib.sha256(repr(parts).encode("utf-8")).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))


def pick(items, number: int):
    """The item on which a random whole number falls."""
    return items[number % len(items)]


def check_seed(seed) -> str:
    """The seed as text; a Problem if it is neither a text nor a number."""
    if isinstance(seed, bool) or not isinstance(seed, str | Real) or seed != seed:
        raise Problem(
            _('`seed` is {came!r}; it may be any text or number, such as "wenlan" or 7.').format(
                came=seed
            )
        )
    return str(seed)


def market_seed() -> str:
    """The seed of the learner's own market: CUSTOMERLAB_SEED, or else the default market."""
    return os.environ.get("CUSTOMERLAB_SEED") or DEFAULT_SEED
