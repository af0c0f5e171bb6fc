"""What every simulation has in common, tried on two small ones."""

import copy
import pickle
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from customerlab.language import Problem
from customerlab.market.randomness import stream
from customerlab.simulations.protocol import Plan, Simulation, choice, decision


@dataclass(frozen=True)
class OfferPlan(Plan):
    offer: float = decision(
        20, low=0, high=100, step=5, unit="yuan", naive=0, meaning="what each customer is offered"
    )
    calls: int = decision(
        1, low=0, high=5, step=1, unit="calls", naive=0, meaning="calls to each", whole=True
    )
    limit: float = decision(
        "offer",
        low=0,
        high=200,
        step=5,
        unit="yuan",
        naive=0,
        meaning="most that an agent may give",
    )
    channel: str = choice(
        "post", options=("post", "e-mail"), naive="post", meaning="how customers are written to"
    )

    def check(self):
        if self.limit < self.offer:
            raise Problem("`limit` is below `offer`.")


class Offers(Simulation):
    """Worth most at an offer of 35, two calls and e-mail, whatever the limit; noise by draw."""

    Plan = OfferPlan

    def __init__(self, seed):
        super().__init__(seed)
        self.plays = []

    def play_on(self, plan, draw):
        self.plays.append((plan, draw))
        return stream(self.seed, draw).normal(0, 1) + self._profit(plan)

    def _profit(self, plan):
        by_mail = 20 if plan.channel == "e-mail" else 0
        return 100 - (plan.offer - 35) ** 2 / 50 - 8 * (plan.calls - 2) ** 2 + by_mail

    def worth(self, result):
        return result


# A plan


def test_a_plan_takes_its_defaults_and_follows_other_fields():
    assert OfferPlan() == OfferPlan(20, 1, 20, "post")
    assert OfferPlan(offer=50).limit == 50
    assert OfferPlan(offer=50, limit=60).limit == 60


@pytest.mark.parametrize(
    "number", [30, 30.0, np.float64(30), np.float32(30), np.int64(30), np.array(30), Fraction(30)]
)
def test_every_kind_of_number_is_taken_as_a_plain_one(number):
    plan = OfferPlan(offer=number)
    assert plan.offer == 30 and type(plan.offer) is float
    calls = OfferPlan(calls=np.int64(3)).calls
    assert calls == 3 and type(calls) is int
    assert type(OfferPlan(calls=3.0).calls) is int


A_NUMBER = "I need a number from 0 to 100 (yuan)."
REFUSED = {
    "text": ("30", 'text ("30")', A_NUMBER + " Take off the quotation marks."),
    "words": ("a lot", 'text ("a lot")', A_NUMBER),
    "long text": ("x" * 5000, "x" * 30 + "…", A_NUMBER),
    "nothing": (None, "None (nothing)", A_NUMBER),
    "dots": (..., "three dots", A_NUMBER),
    "NaN": (float("nan"), "is nan;", A_NUMBER),
    "numpy's NaN": (np.float64("nan"), "is nan;", A_NUMBER),
    "pandas' NA": (pd.NA, "a NAType", A_NUMBER),
    "infinity": (float("inf"), "is inf;", A_NUMBER),
    "yes": (True, "is True;", A_NUMBER),
    "numpy's no": (np.False_, "is False;", A_NUMBER),
    "too low": (-0.5, "is -0.5;", A_NUMBER),
    "too high": (101, "is 101;", A_NUMBER),
    "huge": (10**5000, "a huge number", A_NUMBER),
    "complex": (1j, "a complex", A_NUMBER),
    "a list": ([30], "a list", A_NUMBER),
    "a column": (pd.Series([30.0]), "a Series", A_NUMBER),
    "a table": (pd.DataFrame(), "a DataFrame", A_NUMBER),
    "an array": (np.array([1.0, 2.0]), "a ndarray", A_NUMBER),
    "a function": (max, "a builtin_function_or_method", A_NUMBER),
}


@pytest.mark.parametrize("came, shown, needed", REFUSED.values(), ids=REFUSED)
def test_what_can_be_no_offer_is_refused_in_one_sentence(came, shown, needed):
    with pytest.raises(Problem) as caught:
        OfferPlan(offer=came)
    sentence = str(caught.value)
    assert sentence.startswith("`offer` is ")
    assert shown in sentence and needed in sentence
    assert "\n" not in sentence and len(sentence) < 160


def test_a_whole_number_is_asked_for_where_only_that_will_do():
    with pytest.raises(
        Problem, match=r"`calls` is 1.5; I need a whole number from 0 to 5 \(calls\)"
    ):
        OfferPlan(calls=1.5)


@pytest.mark.parametrize("came", ["letter", "", None, 3, ["post"]])
def test_a_choice_is_one_of_its_options(came):
    with pytest.raises(Problem, match='`channel` is .*; it may be one of "post", "e-mail"'):
        OfferPlan(channel=came)


def test_names_that_a_plan_does_not_have_are_refused_in_one_sentence():
    with pytest.raises(Problem, match="no `ofer`; what it decides is `offer`, `calls`"):
        OfferPlan(ofer=30)
    with pytest.raises(Problem, match="5 values are too many"):
        OfferPlan(1, 2, 3, "post", 5)
    with pytest.raises(Problem, match="`offer` is given twice"):
        OfferPlan(30, offer=30)


def test_fields_that_do_not_go_together_are_refused():
    with pytest.raises(Problem, match="`limit` is below `offer`"):
        OfferPlan(offer=50, limit=40)


def test_a_plan_can_be_copied_compared_and_put_away():
    plan = OfferPlan(offer=35, channel="e-mail")
    assert copy.deepcopy(plan) == plan == pickle.loads(pickle.dumps(plan))
    assert len({plan, copy.copy(plan)}) == 1
    with pytest.raises(AttributeError):
        plan.offer = 3


def test_the_declaration_is_there_for_panels_and_tests():
    offer, calls, limit, channel = OfferPlan.fields()
    assert (offer.name, offer.low, offer.high, offer.step, offer.unit) == (
        "offer",
        0,
        100,
        5,
        "yuan",
    )
    assert calls.whole and not offer.whole
    assert limit.default == "offer" and getattr(OfferPlan(), limit.name) == 20
    assert channel.options == ("post", "e-mail")
    assert offer.meaning == "what each customer is offered"


# A simulation


def test_the_naive_plan_is_as_declared():
    assert Offers("a").naive == OfferPlan(0, 0, 0, "post")


def test_the_best_plan_is_found_among_numbers_and_choices():
    for seed in range(10):
        game = Offers(seed)
        assert game.best.channel == "e-mail" and game.best.calls == 2
        assert abs(game.best.offer - 35) <= 5
        assert len({plan for plan, _ in game.plays}) < 400


def test_the_best_plan_is_searched_for_on_draws_of_its_own():
    game = Offers("a")
    plan = game.best
    draws = {draw for _, draw in game.plays}
    game.plays.clear()
    game.play(plan)
    assert game.plays[0][1] not in draws


def test_naive_scores_0_and_best_100_and_no_score_lies_outside():
    game = Offers("a")
    assert game.score(game.naive) == 0
    assert game.score(game.best) == 100
    assert 0 < game.score(OfferPlan(35, 1)) < 100
    assert game.score(OfferPlan(100, 5)) == 0  # worse than doing nothing


def test_two_plans_meet_the_same_draw():
    game = Offers("a")
    difference = game.play(OfferPlan(35, 2)) - game.play(OfferPlan(25, 2))
    assert difference == pytest.approx(100 / 50)


@pytest.mark.parametrize("came", [None, 12, "12", {"offer": 3}])
def test_what_is_no_plan_is_refused_in_one_sentence(came):
    with pytest.raises(Problem, match=r"is no plan; make one by Plan\(offer=…, calls=…"):
        Offers("a").play(came)
