"""What every simulation has in common: a plan with declared fields, a play, a score.

A new simulation declares the fields of its plan, each once, and says what a play of a plan on a
draw of the market is, and what its result is worth:

    @dataclass(frozen=True)
    class SavePlan(Plan):
        offer: float = decision(
            20, low=0, high=100, step=5, unit="yuan", naive=0, meaning=_("what each is offered")
        )

    class SaveCampaign(Simulation):
        Plan = SavePlan

        def play_on(self, plan, draw): ...
        def worth(self, result): ...

Checks, panels, the naive plan, the best known plan and the score follow from the declaration.
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, fields
from functools import cached_property
from numbers import Integral, Real

import numpy as np

from customerlab.language import Problem, _
from customerlab.market.randomness import check_seed, stream


@dataclass(frozen=True)
class Decision:
    """One field of a plan: what may be decided, in which unit, and what it means."""

    name: str
    default: object  # a value, or the name of an earlier field whose value is taken over
    naive: object  # the value of a company that does nothing
    meaning: str  # one line
    unit: str = ""
    low: float = 0
    high: float = 0
    step: float = 0
    whole: bool = False  # only whole numbers
    options: tuple[str, ...] = ()  # of a choice; empty for a number

    def taken(self, came: object):
        """What came, as a plain value; a Problem with one sentence if it can't be."""
        return self._option(came) if self.options else self._number(came)

    def _option(self, came):
        if isinstance(came, str) and came in self.options:
            return came
        raise Problem(
            _("`{name}` is {came}; it may be one of {options}.").format(
                name=self.name,
                came=_shown(came),
                options=", ".join(f'"{option}"' for option in self.options),
            )
        )

    def _number(self, came):
        number = _as_float(came)
        if number is not None and self.low <= number <= self.high:
            if not self.whole:
                return number
            if number == round(number):
                return round(number)
        sentence = _("`{name}` is {came}; I need {kind} from {low:g} to {high:g} ({unit}).").format(
            name=self.name,
            came=_shown(came),
            kind=_("a whole number") if self.whole else _("a number"),
            low=self.low,
            high=self.high,
            unit=self.unit,
        )
        if isinstance(came, str):
            sentence += " " + _("Take off the quotation marks.")
        raise Problem(sentence)


def _as_float(came):
    """The number as a float; None if it is no number (True and False are none, nor is NaN)."""
    if isinstance(came, np.ndarray) and came.ndim == 0:
        came = came.item()
    if isinstance(came, bool | np.bool_) or not isinstance(came, Real):
        return None
    try:
        number = float(came)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _shown(came):
    """What came, in a few words."""
    if came is None:
        return _("None (nothing)")
    if came is ...:
        return _("three dots")
    if isinstance(came, str):
        return _('text ("{text}")').format(text=came if len(came) <= 30 else f"{came[:30]}…")
    if isinstance(came, Integral) and abs(came) > 10**15:
        return _("a huge number")
    if isinstance(came, Real | np.bool_):
        return str(came)
    return _("a {kind}").format(kind=type(came).__name__)


def decision(
    default,
    *,
    low: float,
    high: float,
    step: float,
    unit: str,
    meaning: str,
    naive: float,
    whole: bool = False,
):
    """Declare a numeric field of a plan, from `low` to `high` (both included), moved by `step`.

    `default` is a number, or the name of an earlier field, whose value is then taken over. `naive`
    is what a company does that does nothing.
    """
    return field(
        default=default,
        metadata={
            "naive": naive,
            "meaning": meaning,
            "unit": unit,
            "low": low,
            "high": high,
            "step": step,
            "whole": whole,
        },
    )


def choice(default: str, *, options: tuple[str, ...], meaning: str, naive: str):
    """Declare a field of a plan that is one of a few texts."""
    return field(
        default=default, metadata={"naive": naive, "meaning": meaning, "options": tuple(options)}
    )


@dataclass(frozen=True)
class Plan:
    """What is decided. A subclass is a frozen dataclass whose fields are decisions or choices."""

    def __new__(cls, *values, **named):
        # Before dataclass's own __init__ raises a TypeError in a programmer's words.
        names = [each.name for each in fields(cls)]
        unknown = [name for name in named if name not in names]
        if unknown:
            raise Problem(
                _("A plan has no `{name}`; what it decides is {names}.").format(
                    name=unknown[0], names=", ".join(f"`{name}`" for name in names)
                )
            )
        if len(values) > len(names):
            raise Problem(
                _("{came} values are too many; a plan decides {names}.").format(
                    came=len(values), names=", ".join(f"`{name}`" for name in names)
                )
            )
        twice = [name for name in names[: len(values)] if name in named]
        if twice:
            raise Problem(_("`{name}` is given twice; give it once.").format(name=twice[0]))
        return super().__new__(cls)

    def __post_init__(self):
        for declared in self.fields():
            came = getattr(self, declared.name)
            if not declared.options and isinstance(came, str) and came == declared.default:
                came = getattr(self, came)
            object.__setattr__(self, declared.name, declared.taken(came))
        self.check()

    def check(self) -> None:
        """Raise a Problem if the fields don't go together; each by itself is in its range."""

    @classmethod
    def fields(cls) -> tuple[Decision, ...]:
        """What is decided, as it was declared."""
        return tuple(
            Decision(name=each.name, default=each.default, **each.metadata) for each in fields(cls)
        )


class Simulation(ABC):
    """A market in which a plan is played. A subclass sets `Plan`, `play_on` and `worth`.

    Two plans meet the same customers and the same luck: what is random belongs to the market and
    its draw, never to the plan.
    """

    Plan: type[Plan]

    def __init__(self, seed):
        self.seed = check_seed(seed)

    @abstractmethod
    def play_on(self, plan: Plan, draw: str):
        """What happens under `plan` on the draw of that name: the same draw for the same name."""

    @abstractmethod
    def worth(self, result) -> float:
        """What a result is worth to the company in yuan: the more the better, a cost below zero."""

    def play(self, plan: Plan):
        """What happens under `plan` on the next draw of the market, the same for every plan."""
        if not isinstance(plan, self.Plan):
            raise Problem(
                _("{came} is no plan; make one by Plan({names}).").format(
                    came=_shown(plan),
                    names=", ".join(f"{each.name}=…" for each in self.Plan.fields()),
                )
            )
        return self.play_on(plan, NEXT)

    def score(self, plan: Plan) -> float:
        """0 for the naive plan, 100 for the best known one, in proportion of worth between them."""
        came, naive, best = (self.worth(self.play(each)) for each in (plan, self.naive, self.best))
        return float(np.clip(100 * (came - naive) / (best - naive), 0, 100))

    @cached_property
    def naive(self) -> Plan:
        """The plan of a company that does nothing."""
        return self.Plan(**{each.name: each.naive for each in self.Plan.fields()})

    @cached_property
    def best(self) -> Plan:
        """The best known plan: found on draws of its own, so that it knows no more than others."""

        def worth(plan):
            return sum(self.worth(self.play_on(plan, draw)) for draw in TRAINING)

        random = stream(self.seed, "optimiser")
        return best_plan(worth, [self.naive, self.Plan()], random)


# The draws of the market that the protocol asks for.
NEXT = "next"
TRAINING = tuple(f"training {number}" for number in (1, 2, 3))

ROUNDS = 6
PLANS_A_ROUND = 50


def best_plan(worth, first: list[Plan], random: np.random.Generator) -> Plan:
    """The plan that is worth most, by a random search that begins with the plans in `first`.

    Each round tries plans around the best one so far, from the whole range at first to a few steps
    at last; each changes some of the fields. It needs no gradient, bears ties, steps and choices,
    and leaves out plans that can't be.
    """
    tried = {plan: worth(plan) for plan in first}
    for round_ in range(ROUNDS):
        width = 0.4**round_
        best = max(tried, key=tried.get)
        for _again in range(PLANS_A_ROUND):
            plan = _neighbour(best, width, random)
            if plan is not None and plan not in tried:
                tried[plan] = worth(plan)
    return max(tried, key=tried.get)


def _neighbour(plan, width, random):
    """A plan at random around `plan`, at most `width` of each range away; None if it can't be."""
    values = {}
    for each in plan.fields():
        value = getattr(plan, each.name)
        values[each.name] = _moved(each, value, width, random) if random.random() < 0.5 else value
    try:
        return type(plan)(**values)
    except Problem:
        return None


def _moved(declared, value, width, random):
    if declared.options:
        return declared.options[random.integers(len(declared.options))]
    reach = max(width * (declared.high - declared.low), declared.step)
    low, high = max(declared.low, value - reach), min(declared.high, value + reach)
    steps = round((random.uniform(low, high) - declared.low) / declared.step)
    moved = declared.low + steps * declared.step
    return min(moved, declared.high)
