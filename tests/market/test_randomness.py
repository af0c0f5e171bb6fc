"""Seeds: the same market everywhere, and streams that don't disturb each other."""

import numpy as np
import pytest

from customerlab.language import Problem
from customerlab.market.randomness import check_seed, market_seed, stream


def test_a_seed_gives_the_same_numbers_on_every_machine():
    # Written down once; a change of the hash or of the generator would move every market.
    drawn = stream("wenlan", "people").integers(10**6, size=4).tolist()
    assert drawn == [591353, 479727, 632459, 318678]


def test_other_names_and_other_seeds_are_other_streams():
    first = [
        stream(*parts).random()
        for parts in [
            ("wenlan", "people"),
            ("wenlan", "firms"),
            ("ada", "people"),
            ("wenlan", "people", "sex"),
            # Only the limits between the parts differ.
            ("wenlan", "ab", "c"),
            ("wenlan", "a", "bc"),
        ]
    ]
    assert len(set(first)) == len(first)


def test_streams_are_unrelated():
    one, two = stream("wenlan", "a").random(20_000), stream("wenlan", "b").random(20_000)
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.03


@pytest.mark.parametrize("seed", [7, np.int64(7), "7"])
def test_a_number_and_its_text_are_the_same_seed(seed):
    assert stream(seed, "people").random() == stream("7", "people").random()


def test_an_accent_typed_in_another_way_is_the_same_seed():
    assert stream("Zoe\u0301", "people").random() == stream("Zo\u00e9", "people").random()


@pytest.mark.parametrize("seed", [None, float("nan"), True, ["wenlan"], ...])
def test_what_can_be_no_seed_is_refused_in_one_sentence(seed):
    with pytest.raises(Problem, match="may be any text or number"):
        check_seed(seed)


def test_the_learners_own_market(monkeypatch):
    monkeypatch.delenv("CUSTOMERLAB_SEED", raising=False)
    assert market_seed() == "wenlan"
    monkeypatch.setenv("CUSTOMERLAB_SEED", "ada lovelace")
    assert market_seed() == "ada lovelace"
