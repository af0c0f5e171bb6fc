"""Lesson 4, where to draw the line: its exercises, what is right, and which mistakes are known."""

from functools import cache

import pandas as pd

from customerlab.checks.answers import Number
from customerlab.checks.exercise import Decided, Decision, Exercise, Mistake, Part, Seed
from customerlab.checks.market import channel_files
from customerlab.language import _
from customerlab.models import identification as models


@cache
def _first_round(seed: Seed) -> tuple[pd.Series, pd.Series]:
    """The chance of each candidate after the first guess, and whether its phones agree."""
    files = channel_files(seed)
    agreements = _candidates_compared(seed)
    guess = files.weights[["m", "u"]].assign(m=0.9, u=0.1)
    chance = models.match_probability(models.match_weights(agreements, guess), 0.1)
    return chance, agreements["phone"]


@cache
def _candidates_compared(seed: Seed) -> pd.DataFrame:
    files = channel_files(seed)
    return models.compare(files.data["pairs"], files.data["clean"], files.fields)


def _counted_again(seed: Seed, of_two: bool = False, among: str = "known") -> float:
    """The share of phones that agree, each pair as much as its chance."""
    chance, agree = _first_round(seed)
    count = 1 - chance if of_two else chance
    if among == "all":
        return float((count * agree).sum() / len(agree))
    counted = count if among == "missing too" else count[agree.notna()]
    return float((count * agree).sum() / counted.sum())


def _counted_at_one_half(seed: Seed) -> float:
    """The share among the pairs that are probably one person, each counted fully."""
    chance, agree = _first_round(seed)
    return float(agree[chance > 0.5].mean())


def _rest_over_chances(seed: Seed) -> float:
    chance, agree = _first_round(seed)
    return float(((1 - chance) * agree).sum() / chance[agree.notna()].sum())


EM = Exercise(
    id="em",
    minutes=30,
    parts=(
        Part(
            name="m_phone",
            points=1,
            kind=Number(decimals=2, share=True),
            right=_counted_again,
            mistakes=(
                Mistake(
                    "missing_in_the_divisor",
                    _(
                        "You divided by the chances of all pairs. Where a phone is missing nothing "
                        "was compared: add up only the chances of pairs in which it is known."
                    ),
                    lambda seed: _counted_again(seed, among="missing too"),
                ),
                Mistake(
                    "divided_by_the_number_of_pairs",
                    _(
                        "You divided by the number of pairs. But each pair counts only as much as "
                        "its chance, above the line and below it: divide by a sum of chances."
                    ),
                    lambda seed: _counted_again(seed, among="all"),
                ),
                Mistake(
                    "forgot_the_chance",
                    _(
                        "You counted every pair fully. Count each as much as its chance: multiply "
                        "before you add up."
                    ),
                    lambda seed: float(_first_round(seed)[1].mean()),
                ),
                Mistake(
                    "decided_by_the_chance",
                    _(
                        "You took the pairs with a high chance, and counted each of them fully. "
                        "Decide nothing yet: each pair counts as much as its chance."
                    ),
                    _counted_at_one_half,
                ),
            ),
            insight=_("From the guess 0.9 it has moved to what the pairs say, in one round."),
        ),
        Part(
            name="u_phone",
            points=1,
            kind=Number(decimals=3, share=True),
            right=lambda seed: _counted_again(seed, of_two=True),
            mistakes=(
                Mistake(
                    "took_m_for_u",
                    _(
                        "You counted each pair as much as it is one person; that is m. For u count "
                        "it as much as it is two people: what is left of the chance?"
                    ),
                    _counted_again,
                ),
                Mistake(
                    "took_the_rest_of_m",
                    _(
                        "You took 1 − m. That is how often the phone differs if it is one person. "
                        "u is how often it agrees if it is two."
                    ),
                    lambda seed: 1 - _counted_again(seed),
                ),
                Mistake(
                    "missing_in_the_divisor",
                    _(
                        "You divided by what is left of the chances of all pairs. Add up only the "
                        "pairs in which the phone is known."
                    ),
                    lambda seed: _counted_again(seed, of_two=True, among="missing too"),
                ),
                Mistake(
                    "divided_by_the_number_of_pairs",
                    _(
                        "You divided by the number of pairs. But each pair counts only as much as "
                        "it is two people: divide by a sum of what is left of the chances."
                    ),
                    lambda seed: _counted_again(seed, of_two=True, among="all"),
                ),
                Mistake(
                    "rounded_to_two_decimals",
                    _(
                        "Two decimals are too few for so small a share: a weight is made of it. "
                        "Give three or more."
                    ),
                    lambda seed: round(_counted_again(seed, of_two=True), 2),
                ),
                Mistake(
                    "divided_by_the_chances",
                    _(
                        "Above the line you counted pairs of two people, below it pairs of one. "
                        "Divide by what is left of the chances, too."
                    ),
                    _rest_over_chances,
                ),
                Mistake(
                    "forgot_the_chance",
                    _(
                        "You counted every pair fully. Count each as much as it is two people: "
                        "multiply by what is left of its chance before you add up."
                    ),
                    lambda seed: float(_first_round(seed)[1].mean()),
                ),
            ),
            insight=_("Hardly any two strangers share a phone: an equal one weighs much."),
        ),
        Part(
            name="share_same",
            points=1,
            kind=Number(decimals=3, share=True),
            right=lambda seed: models.estimate_by_em(_candidates_compared(seed))[1],
            mistakes=(
                Mistake(
                    "stopped_after_one_round",
                    _(
                        "That is the share after one round. Let `estimate_by_em` go round until "
                        "nothing moves: it does so when you don't tell it how many rounds."
                    ),
                    lambda seed: models.estimate_by_em(_candidates_compared(seed), rounds=1)[1],
                ),
                Mistake(
                    "took_the_clerks_share",
                    _(
                        "That is the share among the pairs that the clerks decided, which were "
                        "chosen to hold many. The question is about all candidates."
                    ),
                    lambda seed: float(channel_files(seed).data["labelled"]["same"].mean()),
                ),
            ),
            insight=_("No clerk could have told you this; you will need it to draw the line."),
        ),
    ),
    insight=_(
        "You have learned from pairs that nobody decided. But EM only separates two groups: "
        "whether they are people or households, somebody has to look."
    ),
)


MONTH_OF_THE_LINE = "the month of the exercise"
# Of the way from merging nobody to the best line. Even a line of 20 goes half of it.
GOOD_LINE = 0.93  # all points
NEAR_LINE = 0.85
NO_POINTS = 0.5


@cache
def _played_lines(seed: Seed) -> pd.Series:
    """What a month that nobody has seen costs, by line; the last line merges nobody."""
    files = channel_files(seed)
    merge_from = files.Plan.fields()[0]
    steps = round((merge_from.high - merge_from.low) / merge_from.step)
    lines = [merge_from.low + step * merge_from.step for step in range(steps + 1)]
    return pd.Series({line: _play_line(seed, line).cost for line in lines})


def _play_line(seed: Seed, line: float):
    files = channel_files(seed)
    merge_from = files.Plan.fields()[0]
    line = min(max(line, merge_from.low), merge_from.high)
    return files.play_on(files.Plan(merge_from=line, review_from=line), MONTH_OF_THE_LINE)


def _debrief_line(seed: Seed, line: float) -> Decided:
    if 0 < line < 1:
        return Decided(
            0,
            _(
                "Between 0 and 1: that looks like a chance. I need a weight. Which weight has this "
                "chance? `match_probability` turns one into the other."
            ),
            "a_chance_for_a_weight",
        )
    costs, month = _played_lines(seed), _play_line(seed, line)
    best, nobody = costs.min(), costs.iloc[-1]
    share = min(max((nobody - month.cost) / (nobody - best), 0), 1)
    told = _(
        "That month costs {cost:,} yuan: {false:,} false merges, {missed:,} missed ones. The best "
        "line would cost {best:,}, and merging nobody {nobody:,}."
    ).format(
        cost=month.cost,
        false=month.false_merges,
        missed=month.missed_merges,
        best=best,
        nobody=nobody,
    )
    if share >= GOOD_LINE:
        return Decided(1, told)
    points = min(max((share - NO_POINTS) / (1 - NO_POINTS), 0), 0.9)
    if line > costs.idxmin():
        name, verdict = "too_careful", _("Your line is too careful.")
        step = _(
            "Think of the next pair below your line: what does leaving it cost if it is one "
            "person, and what does merging it cost if it is two? At the best line both come to the "
            "same."
        )
    else:
        name, verdict = "too_bold", _("Your line is too bold.")
        step = _(
            "Think of the last pair above your line, and of how sure you are of it: what does "
            "merging it cost if it is two people, and what do you save if it is one?"
        )
    if share >= NEAR_LINE:
        verdict = _("Nearly. {verdict}").format(verdict=verdict)
    elif month.cost > nobody:
        verdict = _("{verdict} It costs more than to do nothing.").format(verdict=verdict)
    return Decided(points, f"{verdict} {told} {step}", name)


LINE = Exercise(
    id="line",
    minutes=20,
    parts=(Part(name="line", points=3, kind=Decision(_debrief_line)),),
    insight=_(
        "You can find it without trying: merge as long as the odds that it is one person are "
        "better than 40 to 6. That holds wherever a wrong yes and a wrong no have a price."
    ),
)
