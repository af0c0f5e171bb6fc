"""Lesson 1, who is the customer: its exercises, what is right, and which mistakes are known."""

import pandas as pd

from customerlab.checks.answers import Number, Table, Text
from customerlab.checks.exercise import Exercise, Mistake, Part, Seed
from customerlab.checks.market import channel_files
from customerlab.language import _


def choice(name: str, right: str, insight: str, wrong: dict[str, tuple[str, str]]) -> Part:
    """A question with the options a to d: `wrong` maps each other option to a mistake's name and
    the sentence that answers it."""
    mistakes = tuple(
        Mistake(mistake, says, lambda seed, option=option: option)
        for option, (mistake, says) in wrong.items()
    )
    options = ("a", "b", "c", "d")
    return Part(name, 1, Text(options), lambda seed: right, mistakes, insight)


WHO_IS_THE_CUSTOMER = Exercise(
    id="who_is_the_customer",
    minutes=10,
    parts=(
        choice(
            "question_1",
            "b",
            _("Each department knew its part of her. Nobody had put the parts together."),
            {
                "a": (
                    "asked_for_more",
                    _(
                        "Wenlan knew her birthday already, at the till. More data on one list "
                        "doesn't help as long as the lists don't talk. Which duty is about that?"
                    ),
                ),
                "c": (
                    "blamed_the_firm_link",
                    _(
                        "For a firm or not, it was one Maria who phoned and who got the voucher. "
                        "Look for the duty that failed between Monday and Tuesday."
                    ),
                ),
                "d": (
                    "wanted_her_value",
                    _(
                        "Knowing what she is worth would not have stopped the voucher: the shop "
                        "didn't know that she was she. Recognising comes before valuing."
                    ),
                ),
            },
        ),
        choice(
            "question_2",
            "d",
            _(
                "The decision says who the customer is: a catalogue lies on a table, and everybody "
                "at that table reads it."
            ),
            {
                "a": (
                    "counted_entries",
                    _(
                        "An entry is a line on a list. Maria has one on each of four lists, and "
                        "one letter box."
                    ),
                ),
                "b": (
                    "counted_persons",
                    _(
                        "A family of four would find four catalogues in one letter box. Who reads "
                        "a catalogue, and where?"
                    ),
                ),
                "c": (
                    "counted_agreements",
                    _(
                        "One catalogue for a group with three offices in three streets: two of "
                        "them would never see it."
                    ),
                ),
            },
        ),
        choice(
            "question_3",
            "a",
            _(
                "It has stayed with one supplier for years, it pays, and it talks about next year. "
                "Loyal to a rival is still loyal."
            ),
            {
                "b": (
                    "trusted_the_average",
                    _(
                        "An average describes a list, not a customer. That a firm lies close to it "
                        "says nothing about whether it wants to stay with anybody."
                    ),
                ),
                "c": (
                    "took_the_lowest_price",
                    _(
                        "Whoever comes for the lowest price leaves for a lower one. Ask what is "
                        "left of the relationship in two years."
                    ),
                ),
                "d": (
                    "forgot_caution",
                    _(
                        "Size is no prospect if nobody pays. Two suppliers have learned that "
                        "already; Wenlan would be the third."
                    ),
                ),
            },
        ),
        choice(
            "question_4",
            "c",
            _(
                "She takes a promotion when there is one, as everybody does; what she does all "
                "year round is come back."
            ),
            {
                "a": (
                    "one_promotion_is_enough",
                    _(
                        "Three of her four orders are at the full price. One sign alone misleads; "
                        "put the regular months and the six product groups beside it."
                    ),
                ),
                "b": (
                    "any_loss_is_lapsing",
                    _(
                        "20 yuan of 900 is about 2 %: that is chance, not a farewell. How much "
                        "would have to be gone before you worried?"
                    ),
                ),
                "d": (
                    "wanted_demographics",
                    _(
                        "Age says who somebody is. Here the question is how she buys, and that you "
                        "have in front of you."
                    ),
                ),
            },
        ),
        choice(
            "question_5",
            "b",
            _(
                "The database says what they do, and only they can say why. A dozen visits to the "
                "right firms teach more than a thousand forms to everybody."
            ),
            {
                "a": (
                    "asked_the_database",
                    _(
                        "That is how Wenlan found the question: it sees that the ink is missing. "
                        "The reason isn't in a list of what was bought."
                    ),
                ),
                "c": (
                    "waited_for_cards",
                    _(
                        "A card in the store is filled in by who stands in the store and is angry "
                        "or delighted. These firms order paper from their desks."
                    ),
                ),
                "d": (
                    "looked_at_the_rival",
                    _(
                        "The rival's price list says what is on offer there, not why these firms "
                        "took it. Perhaps it isn't the price."
                    ),
                ),
            },
        ),
    ),
    insight=_(
        "One thread runs through all five: first decide what you want to do, then who the customer "
        "is for that, and only then which data you need."
    ),
)


def _relational(seed: Seed, discounts_below=0.5, months_above=3) -> pd.DataFrame:
    """The relational buyers by the rule of the exercise `buyers`."""
    buyers = channel_files(seed).data["buyers"]
    few_discounts = buyers["discount_share"] < discounts_below
    return buyers[few_discounts & (buyers["months_active"] > months_above)]


def _transactional(seed: Seed) -> pd.DataFrame:
    buyers = channel_files(seed).data["buyers"]
    return buyers[~buyers["customer"].isin(_relational(seed)["customer"])]


def _on_one_condition(seed: Seed) -> pd.DataFrame:
    buyers = channel_files(seed).data["buyers"]
    return buyers[buyers["discount_share"] < 0.5]


def _on_either_condition(seed: Seed) -> pd.DataFrame:
    buyers = channel_files(seed).data["buyers"]
    return buyers[(buyers["discount_share"] < 0.5) | (buyers["months_active"] > 3)]


def _share_of_margin(buyers: pd.DataFrame, seed: Seed) -> float:
    return buyers["margin"].sum() / channel_files(seed).data["buyers"]["margin"].sum()


def _lapsing(buyers: pd.DataFrame) -> pd.Series:
    return buyers["margin"] < 0.5 * buyers["margin_before"]


def _valuable(buyers: pd.DataFrame) -> int:
    return len(buyers[~_lapsing(buyers) & (buyers["margin"] > 1000)])


BUYERS = Exercise(
    id="buyers",
    minutes=20,
    parts=(
        Part(
            name="relational",
            points=1,
            kind=Table(key="customer", columns={"margin": Number()}),
            right=_relational,
            mistakes=(
                Mistake(
                    "took_the_transactional",
                    _(
                        "These are the transactional buyers: the signs point the wrong way. Less "
                        "than half is `<`, more than three is `>`."
                    ),
                    _transactional,
                ),
                Mistake(
                    "half_on_promotion_too",
                    _(
                        "You let in buyers with exactly half of their orders on a promotion. The "
                        "rule says less than half."
                    ),
                    lambda seed: _relational(seed, discounts_below=0.505),
                ),
                Mistake(
                    "three_months_too",
                    _(
                        "You let in buyers with orders in exactly three months. The rule says more "
                        "than three."
                    ),
                    lambda seed: _relational(seed, months_above=2),
                ),
                Mistake(
                    "one_condition",
                    _(
                        "You looked at the promotions only. Some of these bought once or twice, at "
                        "the full price, and that is no relationship: add the months."
                    ),
                    _on_one_condition,
                ),
                Mistake(
                    "either_condition",
                    _(
                        "You let in everybody who passes one of the two conditions. The rule asks "
                        "for both at once: join them with `&`."
                    ),
                    _on_either_condition,
                ),
            ),
            insight=_("About half of Wenlan's customers come back for more than the price."),
        ),
        Part(
            name="relational_share",
            points=1,
            kind=Number(decimals=2, share=True),
            right=lambda seed: _share_of_margin(_relational(seed), seed),
            mistakes=(
                Mistake(
                    "counted_buyers",
                    _(
                        "That is the share of the buyers. I asked for the share of the margin: add "
                        "up the yuan, not the heads."
                    ),
                    lambda seed: len(_relational(seed)) / len(channel_files(seed).data["buyers"]),
                ),
                Mistake(
                    "divided_by_the_others",
                    _(
                        "You divided by the margin of the transactional buyers. A share is a part "
                        "of the whole: divide by the margin of all."
                    ),
                    lambda seed: (
                        _relational(seed)["margin"].sum() / _transactional(seed)["margin"].sum()
                    ),
                ),
                Mistake(
                    "share_of_the_others",
                    _("That is what the transactional buyers bring. Take the relational ones."),
                    lambda seed: _share_of_margin(_transactional(seed), seed),
                ),
            ),
            insight=_("Half of the customers, and more than four fifths of the margin."),
        ),
        Part(
            name="lapsing",
            points=1,
            kind=Number(whole=True),
            right=lambda seed: int(_lapsing(_relational(seed)).sum()),
            mistakes=(
                Mistake(
                    "length_of_a_condition",
                    _(
                        "That is the number of all relational buyers: `len` counts True and False "
                        "alike. Filter the table by your condition first, then take `len`."
                    ),
                    lambda seed: len(_relational(seed)),
                ),
                Mistake(
                    "lapsing_of_all",
                    _(
                        "You counted among all buyers. That a transactional buyer bought less this "
                        "year says nothing; count among the relational ones."
                    ),
                    lambda seed: int(_lapsing(channel_files(seed).data["buyers"]).sum()),
                ),
                Mistake(
                    "any_loss",
                    _(
                        "You counted everybody whose margin fell at all. By chance alone it falls "
                        "a little for many; the rule says to less than half."
                    ),
                    lambda seed: int(
                        (_relational(seed)["margin"] < _relational(seed)["margin_before"]).sum()
                    ),
                ),
                Mistake(
                    "columns_changed_round",
                    _(
                        "You counted those whose margin has more than doubled: the two columns "
                        "have changed places. `margin` is this year's, `margin_before` last "
                        "year's."
                    ),
                    lambda seed: int(
                        (
                            _relational(seed)["margin_before"] < 0.5 * _relational(seed)["margin"]
                        ).sum()
                    ),
                ),
            ),
            insight=_("For each of them the question is why, before anybody strikes them off."),
        ),
        Part(
            name="valuable",
            points=1,
            kind=Number(whole=True),
            right=lambda seed: _valuable(_relational(seed)),
            mistakes=(
                Mistake(
                    "lapsing_counted_too",
                    _(
                        "Some of these are lapsing: they bring more than 1,000 yuan, and less than "
                        "half of what they brought. Each buyer belongs to one kind only."
                    ),
                    lambda seed: int((_relational(seed)["margin"] > 1000).sum()),
                ),
                Mistake(
                    "valuable_of_all",
                    _(
                        "You counted among all buyers. A transactional one who brings much this "
                        "year has not promised to do so again; count among the relational ones."
                    ),
                    lambda seed: _valuable(channel_files(seed).data["buyers"]),
                ),
                Mistake(
                    "much_margin_alone",
                    _(
                        "You counted everybody with more than 1,000 yuan. Begin from `relational`, "
                        "and leave out those who are lapsing."
                    ),
                    lambda seed: int((channel_files(seed).data["buyers"]["margin"] > 1000).sum()),
                ),
                Mistake(
                    "forgot_the_thousand",
                    _(
                        "You counted all who are relational and not lapsing. The valuable ones "
                        "among them bring more than 1,000 yuan: add that condition."
                    ),
                    lambda seed: int((~_lapsing(_relational(seed))).sum()),
                ),
            ),
            insight=_("These are the ones to keep: about one customer in six."),
        ),
    ),
    insight=_(
        "All others who are relational are potential: they stay, and they could bring more. Three "
        "kinds, three aims: keep, develop, ask why."
    ),
)
