"""Personal markets: the same for the same learner, equally difficult for all, and told apart."""

from concurrent.futures import ProcessPoolExecutor
from statistics import mean

import pytest

from customerlab.checks import find_exercise
from customerlab.market.company import make_company
from customerlab.market.randomness import DEFAULT_SEED
from customerlab.simulations.channel_files import difficulties
from grader import markets
from tests.grading.classroom import (
    ASSIGNMENT,
    JUDGED,
    answered,
    hand_in,
    make_course,
    run,
    scores,
    solutions,
)

SECRET = b"of the class"
ALL_POINTS = sum(find_exercise(exercise).points for exercise in JUDGED)


def seeds(count: int) -> list[str]:
    return [markets.seed_of(SECRET, f"learner{n}", ASSIGNMENT) for n in range(count)]


def test_a_seed_belongs_to_learner_assignment_and_class():
    known = markets.seed_of(SECRET, "ada", "01")
    assert known == markets.seed_of(SECRET, "ada", "01")
    others = {
        markets.seed_of(SECRET, "bob", "01"),
        markets.seed_of(SECRET, "ada", "02"),
        markets.seed_of(b"another", "ada", "01"),
        markets.seed_of(SECRET, "ada0", "1"),
    }
    assert len(others | {known}) == 5
    assert markets.seed_of(None, "ada", "01") == DEFAULT_SEED
    assert len(set(seeds(1000))) == 1000


def test_the_secret_is_made_once_and_read_by_its_owner_only(tmp_path):
    assert markets.class_secret(tmp_path) is None
    markets.make_class_secret(tmp_path)
    assert (tmp_path / markets.SECRET_FILE).stat().st_mode & 0o077 == 0
    assert len(markets.class_secret(tmp_path)) == 64
    with pytest.raises(FileExistsError):
        markets.make_class_secret(tmp_path)


def test_borrowed_numbers_are_seen():
    right = {
        "ada": {"a": 1, "b": 2.5, "c": 3, "d": 9},
        "bob": {"a": 4, "b": 5.5, "c": 6, "d": 9},
        "eve": {"a": 4, "b": 7.5, "c": 8, "d": 9},
    }
    swapped = {"ada": right["bob"], "bob": right["ada"], "eve": right["eve"]}
    assert markets.borrowed(swapped, right) == {"ada": "bob", "bob": "ada"}
    honest = {**right, "eve": {"a": 1, "b": 2.5, "c": 7, "d": 9}}  # two by chance
    assert markets.borrowed(honest, right) == {}


def planted(seed: str) -> dict[str, int]:
    return dict(difficulties(make_company(seed, 4500)))


@pytest.mark.slow
def test_two_hundred_markets_are_equally_difficult():
    """Of each planted difficulty every learner meets about as much: within a fifth of the mean
    where there are many, within four standard deviations of chance where there are few."""
    with ProcessPoolExecutor() as executor:
        found = list(executor.map(planted, seeds(200), chunksize=10))
    for name in found[0]:
        counts = [market[name] for market in found]
        middle = mean(counts)
        allowed = max(0.2 * middle, 4 * middle**0.5 + 2)
        assert max(abs(count - middle) for count in counts) <= allowed, (
            name,
            min(counts),
            max(counts),
        )


@pytest.mark.slow
def test_each_is_judged_on_their_own_market_and_swapped_numbers_are_seen(tmp_path):
    course = make_course(tmp_path / "course")
    run(course, "grader", "secret")
    for learner in ("ada", "bob"):
        hand_in(course, learner, answered(solutions()))
    report = run(course, "grader", "grade", ASSIGNMENT).stdout
    points = {who: sum(v or 0 for v in earned.values()) for who, earned in scores(course).items()}
    assert points["ada"] == points["bob"] == ALL_POINTS
    assert "please ask both" not in report

    # each hands in the numbers that are right for the other
    listed = run(course, "grader", "seeds", ASSIGNMENT).stdout.split()[1:]
    of = dict(line.split(",") for line in listed)
    for learner, other in (("ada", "bob"), ("bob", "ada")):
        theirs = f"import os\nos.environ['CUSTOMERLAB_SEED'] = {of[other]!r}\n"
        theirs += "files = ChannelFiles(market_seed())\n" + solutions()["who_is_the_customer"]
        hand_in(course, learner, answered({**solutions(), "who_is_the_customer": theirs}))
    report = run(course, "grader", "grade", ASSIGNMENT).stdout
    assert report.count("please ask both") == 2
    points = {who: sum(v or 0 for v in earned.values()) for who, earned in scores(course).items()}
    assert max(points.values()) < 30
