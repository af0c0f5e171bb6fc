"""Personal markets: each learner's own seed, and whose numbers an answer is made of.

The seed is an HMAC of learner and assignment with the class's secret, so a learner can't work out
another's, and the grader derives it again without keeping a list. The learner's notebook reads it
from the variable CUSTOMERLAB_SEED. Where the class has no secret, everybody has the default market.
"""

import hmac
import os
import secrets
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from customerlab.market.randomness import DEFAULT_SEED

SECRET_FILE = "class-secret.txt"
LONGEST_SECRET = 1000


def class_secret(course: Path) -> bytes | None:
    """The secret of the class whose course folder this is, or None where it has none."""
    file = course / SECRET_FILE
    return file.read_bytes()[:LONGEST_SECRET].strip() or None if file.is_file() else None


def make_class_secret(course: Path) -> None:
    """Give the class a secret, readable by its owner only; FileExistsError if it has one.

    Whoever changes it changes everybody's market.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(course / SECRET_FILE, flags, 0o600), "w") as file:
        file.write(secrets.token_hex(32) + "\n")


def seed_of(secret: bytes | None, learner: str, assignment: str) -> str:
    """The learner's seed for an assignment: twelve letters and digits, or the default market's."""
    if secret is None:
        return DEFAULT_SEED
    # the length before the name keeps ("a", "bc") and ("ab", "c") apart
    message = f"{len(learner)}:{learner}{assignment}".encode()
    return hmac.new(secret, message, "sha256").hexdigest()[:12]


# Whose numbers -----------------------------------------------------------------------------------

MORE_THAN_CHANCE = 3  # counts of two markets may agree by chance in one exercise, hardly in three

Numbers = Mapping[str, float]  # by exercise and answer, rounded as the exercise asks


def borrowed(handed_in: Mapping[str, Numbers], right: Mapping[str, Numbers]) -> dict[str, str]:
    """Who handed in the right numbers of somebody else's market, and whose.

    handed_in and right: by learner, what they handed in and what is right on their market. Numbers
    that are right on both markets say nothing.
    """
    owners = defaultdict(set)
    for learner, numbers in right.items():
        for answer, number in numbers.items():
            owners[answer, number].add(learner)
    found = {}
    for learner, numbers in handed_in.items():
        agreeing = Counter(
            owner
            for answer, number in numbers.items()
            if learner not in owners[answer, number]
            for owner in owners[answer, number]
        )
        for owner, count in agreeing.most_common(1):
            if count >= MORE_THAN_CHANCE:
                found[learner] = owner
    return found
