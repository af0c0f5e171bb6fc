"""Chapter 1, Identification: what its exercises ask, what is right, which mistakes are known."""

import math
from collections.abc import Sequence
from functools import cache

import pandas as pd

from customerlab.checks.answers import Function, Grouping, Number, Table, Text
from customerlab.checks.exercise import Decided, Decision, Exercise, Mistake, Part, Seed
from customerlab.language import _
from customerlab.models import identification as models
from customerlab.simulations import ChannelFiles


@cache
def channel_files(seed: Seed) -> ChannelFiles:
    """The learner's market, made once and shared by all checks."""
    return ChannelFiles(seed)


# Lesson 1: who is the customer? ------------------------------------------------------------------


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


def _share_of_margin(buyers: pd.DataFrame, seed: Seed) -> float:
    return buyers["margin"].sum() / channel_files(seed).data["buyers"]["margin"].sum()


def _lapsing(buyers: pd.DataFrame) -> pd.Series:
    return buyers["margin"] < 0.5 * buyers["margin_before"]


def _valuable(buyers: pd.DataFrame) -> int:
    return len(buyers[~_lapsing(buyers) & (buyers["margin"] > 1000)])


BUYERS = Exercise(
    id="buyers",
    minutes=15,
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
            ),
            insight=_("These are the ones to keep: about one customer in six."),
        ),
    ),
    insight=_(
        "All others who are relational are potential: they stay, and they could bring more. Three "
        "kinds, three aims: keep, develop, ask why."
    ),
)


# Lesson 2: clean names and keys ------------------------------------------------------------------


NAME_TITLES = ("mr", "mrs", "ms", "miss", "dr", "prof")
MISSING = float("nan")


def _clean_name(name, titles=NAME_TITLES, mark_becomes=" ", hyphen_becomes="", order=sorted):
    if pd.isna(name):
        return name
    name = name.lower().replace("-", hyphen_becomes)
    for mark in ",.()/":
        name = name.replace(mark, mark_becomes)
    return " ".join(order(word for word in name.split() if word not in titles))


def _name_with_titles_cut_out(name):
    if pd.isna(name):
        return name
    name = name.lower().replace("-", "")
    for mark in ",.()/":
        name = name.replace(mark, " ")
    for title in NAME_TITLES:
        name = name.replace(title, "")
    return " ".join(sorted(name.split()))


def _name_with_letters_sorted(name):
    return name if pd.isna(name) else " ".join(sorted(_clean_name(name, order=list)))


def _names_to_clean(seed: Seed) -> list[tuple]:
    fixed = [
        "CHEN MARIA",
        "Ms Chen, Mariah",
        "Prof. Dr. Lin, Xiao-Ling",
        "Wang/Fang (Mrs.)",
        "Mr Drew Xu",
        MISSING,
    ]
    listed = [channel_files(seed).data[channel]["name"].head(3) for channel in ("phone", "sales")]
    return [(name,) for name in [*fixed, *listed[0], *listed[1]]]


def _known_callers(seed: Seed, clean=_clean_name) -> int:
    """Entries of the salesmen's list whose name is also on the call centre's list."""
    data = channel_files(seed).data
    return int(data["sales"]["name"].map(clean).isin(data["phone"]["name"].map(clean)).sum())


def _callers_known_the_other_way(seed: Seed) -> int:
    data = channel_files(seed).data
    names = data["phone"]["name"].map(_clean_name)
    return int(names.isin(data["sales"]["name"].map(_clean_name)).sum())


def _different_known_callers(seed: Seed) -> int:
    data = channel_files(seed).data
    names = data["sales"]["name"].map(_clean_name)
    return int(names[names.isin(data["phone"]["name"].map(_clean_name))].nunique())


CLEAN_NAMES = Exercise(
    id="clean_names",
    minutes=15,
    parts=(
        Part(
            name="clean_name",
            points=2,
            kind=Function(returns=Text(), inputs=_names_to_clean),
            right=lambda seed: _clean_name,
            mistakes=(
                Mistake(
                    "words_not_sorted",
                    _(
                        "Your words stand in the order in which they were written, so `Chen Maria` "
                        "and `Maria Chen` are still two names. Put the words in one order."
                    ),
                    lambda seed: lambda name: _clean_name(name, order=list),
                ),
                Mistake(
                    "letters_sorted",
                    _(
                        "You sorted the letters, not the words: `sorted` takes a text apart into "
                        "its letters. Give it the list of words that `split` makes."
                    ),
                    lambda seed: _name_with_letters_sorted,
                ),
                Mistake(
                    "titles_left",
                    _(
                        "The titles are still there, and whoever is Ms on one list and nothing on "
                        "the other stays two people. Look at the words one by one, and leave out "
                        "titles."
                    ),
                    lambda seed: lambda name: _clean_name(name, titles=()),
                ),
                Mistake(
                    "titles_cut_out_of_words",
                    _(
                        "You cut the letters of a title out of the middle of names: Drew has lost "
                        "his Dr. Only a whole word is a title, so compare word by word."
                    ),
                    lambda seed: _name_with_titles_cut_out,
                ),
                Mistake(
                    "words_glued",
                    _(
                        "You put nothing in the place of a mark, and `Wang/Fang` became one word. "
                        "What do you have to put there so that `split` can cut?"
                    ),
                    lambda seed: lambda name: _clean_name(name, mark_becomes=""),
                ),
                Mistake(
                    "hyphen_cuts",
                    _(
                        "You cut double given names in two: `Xiao-Ling` became `xiao` and `ling`, "
                        "but other lists write `Xiaoling`. A hyphen joins, so nothing comes in its "
                        "place."
                    ),
                    lambda seed: lambda name: _clean_name(name, hyphen_becomes=" "),
                ),
            ),
            insight=_(
                "Your recipe reads every name as the other lists do. It also makes Li Yang and "
                "Yang Li equal: keep the name as it was written, too."
            ),
        ),
        Part(
            name="known_callers",
            points=1,
            kind=Number(whole=True),
            right=_known_callers,
            mistakes=(
                Mistake(
                    "compared_as_written",
                    _(
                        "You compared the names as they were written, and so no salesman's "
                        "customer has ever phoned. Clean both columns first."
                    ),
                    lambda seed: _known_callers(seed, clean=str),
                ),
                Mistake(
                    "counted_the_other_list",
                    _(
                        "You counted entries of the call centre's list. The question is about the "
                        "salesmen's entries: they stand before `isin`."
                    ),
                    _callers_known_the_other_way,
                ),
                Mistake(
                    "counted_names",
                    _(
                        "You counted different names. The question is how many entries: a name "
                        "that two of the salesmen's entries share counts twice."
                    ),
                    _different_known_callers,
                ),
            ),
            insight=_("As they were written, not one of these names agreed."),
        ),
    ),
    insight=_(
        "Agreeing names are a beginning, no proof: some of these are two people of one name, and a "
        "misheard name is missing from the count."
    ),
)


def _clean_phone(phone, without_extension=None, without_code=None, zero="0", least=7):
    if pd.isna(phone):
        return None
    before = (
        phone.lower().split("ext")[0] if without_extension is None else without_extension(phone)
    )
    digits = "".join(character for character in before if character.isdigit())
    if without_code is None:
        digits = digits.removeprefix("0086").removeprefix("86")
    else:
        digits = without_code(digits)
    if digits.startswith("574"):
        digits = zero + digits
    return digits if len(digits) >= least else None


def _phones_to_clean(seed: Seed) -> list[tuple]:
    fixed = [
        "101 2345 6789",
        "+86 101-8645-6789",
        "0574-1123 4567 Ext. 12",
        "+86 574 1123 4567",
        "n/a",
        MISSING,
    ]
    listed = [
        channel_files(seed).data[channel]["phone"].dropna().head(3) for channel in ("web", "sales")
    ]
    return [(phone,) for phone in [*fixed, *listed[0], *listed[1]]]


def _from_firms(seed: Seed, clean=_clean_phone, count_missing=False) -> int:
    """Entries of the call centre whose number is also on the salesmen's list."""
    data = channel_files(seed).data
    calls, cards = data["phone"]["phone"].map(clean), data["sales"]["phone"].map(clean)
    agree = calls.isin(cards.dropna()) & calls.notna()
    both_missing = calls.isna() & cards.isna().any()
    return int((agree | both_missing if count_missing else agree).sum())


def _firms_that_called(seed: Seed) -> int:
    data = channel_files(seed).data
    calls, cards = (data[name]["phone"].map(_clean_phone).dropna() for name in ("phone", "sales"))
    return int(cards.isin(calls).sum())


CLEAN_PHONES = Exercise(
    id="clean_phones",
    minutes=15,
    parts=(
        Part(
            name="clean_phone",
            points=2,
            kind=Function(returns=Text(), inputs=_phones_to_clean),
            right=lambda seed: _clean_phone,
            mistakes=(
                Mistake(
                    "kept_country_code",
                    _(
                        "The country code is still there, so nobody who wrote it agrees with "
                        "anybody who didn't. Take it off the beginning, in both its forms."
                    ),
                    lambda seed: lambda phone: _clean_phone(phone, without_code=str),
                ),
                Mistake(
                    "cut_86_everywhere",
                    _(
                        "You took 86 out of the middle of numbers, too, and made short numbers "
                        "that nobody has. The country code stands only at the beginning."
                    ),
                    lambda seed: (
                        lambda phone: _clean_phone(
                            phone,
                            without_code=lambda digits: digits.replace("0086", "").replace(
                                "86", ""
                            ),
                        )
                    ),
                ),
                Mistake(
                    "kept_extension",
                    _(
                        "The digits of the extension have become part of the number. Cut the text "
                        "at the extension before you collect the digits."
                    ),
                    lambda seed: lambda phone: _clean_phone(phone, without_extension=str),
                ),
                Mistake(
                    "missed_extension_in_capitals",
                    _(
                        "You cut at `ext` in small letters only, and some cards say `Ext.` or "
                        "`EXT`. Which step of the lesson makes all of them the same?"
                    ),
                    lambda seed: (
                        lambda phone: _clean_phone(
                            phone, without_extension=lambda text: text.split("ext")[0]
                        )
                    ),
                ),
                Mistake(
                    "left_landline_without_zero",
                    _(
                        "A landline that was written with the country code has lost the zero of "
                        "its area code, so it doesn't agree with itself on another list. Put it "
                        "back."
                    ),
                    lambda seed: lambda phone: _clean_phone(phone, zero=""),
                ),
                Mistake(
                    "took_leftovers_for_numbers",
                    _(
                        "You let leftovers through: what remains of `n/a` is no phone number, and "
                        "two customers with such a leftover would agree. Give back `None` for them."
                    ),
                    lambda seed: lambda phone: _clean_phone(phone, least=0),
                ),
            ),
            insight=_("All these ways of writing now lead to one number, and no number to nobody."),
        ),
        Part(
            name="from_firms",
            points=1,
            kind=Number(whole=True),
            right=_from_firms,
            mistakes=(
                Mistake(
                    "counted_missing_as_equal",
                    _(
                        "You counted calls whose number is unknown: a missing value on one list "
                        "was found among the missing values of the other. Leave them out first."
                    ),
                    lambda seed: _from_firms(seed, count_missing=True),
                ),
                Mistake(
                    "counted_the_other_list",
                    _(
                        "You counted the salesmen's cards. The question is about the entries of "
                        "the call centre: they stand before `isin`."
                    ),
                    _firms_that_called,
                ),
                Mistake(
                    "compared_with_extensions",
                    _(
                        "You compared numbers with their extensions, so an office phone agrees "
                        "with nobody. Clean both columns with `clean_phone`."
                    ),
                    lambda seed: _from_firms(
                        seed, clean=lambda phone: _clean_phone(phone, without_extension=str)
                    ),
                ),
            ),
            insight=_(
                "Each of these callers can be greeted as somebody from a firm that Wenlan visits."
            ),
        ),
    ),
    insight=_(
        "But colleagues share an office phone, and families one at home: a phone is a good hint at "
        "who is calling, and a poor key."
    ),
)


# Lesson 3: are these two the same? ---------------------------------------------------------------


def _nearest(heard, names, likeness=models.jaro_winkler, ties="first"):
    best = names[0]
    for name in names:
        new, old = likeness(heard, name), likeness(heard, best)
        if new > old or (ties == "last" and new == old):
            best = name
    return best


def _fewer_edits(heard, name):
    return -models.edit_distance(heard, name)


def _till_names(seed: Seed) -> list[str]:
    clean = channel_files(seed).data["clean"]
    return clean.loc[clean["channel"] == "till", "name"].tolist()


HEARD_NAMES = [
    ("chen mariah", ["mariah zhou", "chen maria", "chen mark"]),
    ("lin tao", ["liang tao", "lin taohua", "li tan"]),
    ("bob wang", ["bo wang", "robert wang", "bobo yang", "bob yang"]),
    ("chen maria", ["chen marla", "chen", "chen marina", "li wei"]),
]

STRING_SIMILARITY = Exercise(
    id="string_similarity",
    minutes=20,
    parts=(
        Part(
            name="edits",
            points=1,
            kind=Number(whole=True),
            right=lambda seed: models.edit_distance("zhang wei", "zang wie"),
            mistakes=(
                Mistake(
                    "counted_a_swap_as_one",
                    _(
                        "You counted the swapped e and i as one edit. The edit distance knows only "
                        "putting in, taking out and replacing: how many of these make ie out of ei?"
                    ),
                    lambda seed: 2,
                ),
                Mistake(
                    "compared_place_by_place",
                    _(
                        "You compared letter by letter at the same place. After the missing h all "
                        "letters have moved by one: take the h out first, and compare what is left."
                    ),
                    lambda seed: 7,
                ),
            ),
            insight=_("One letter out, two replaced: the swap counts twice."),
        ),
        Part(
            name="nearest",
            points=2,
            kind=Function(returns=Text(), inputs=lambda seed: HEARD_NAMES),
            right=lambda seed: _nearest,
            mistakes=(
                Mistake(
                    "fewest_edits",
                    _(
                        "You took the name with the fewest edits. Here the most alike by "
                        "`jaro_winkler` is asked for, which forgives more in a long name and at "
                        "the end."
                    ),
                    lambda seed: lambda heard, names: _nearest(heard, names, _fewer_edits),
                ),
                Mistake(
                    "least_alike",
                    _(
                        "You found the name that is least alike. A similarity is high when two "
                        "names are near: which way must the comparison point?"
                    ),
                    lambda seed: (
                        lambda heard, names: _nearest(
                            heard, names, lambda a, b: -models.jaro_winkler(a, b)
                        )
                    ),
                ),
                Mistake(
                    "kept_the_first",
                    _(
                        "You always give back the first name on the list. Go through all of them, "
                        "and when one is more alike than the best so far, make it the best."
                    ),
                    lambda seed: lambda heard, names: names[0],
                ),
                Mistake(
                    "kept_the_last_of_equals",
                    _(
                        "Where two names are equally alike you take the last of them; the first is "
                        "asked for. Should a name that is only as good as the best replace it?"
                    ),
                    lambda seed: lambda heard, names: _nearest(heard, names, ties="last"),
                ),
            ),
            insight=_("Whatever list comes next, your recipe finds the neighbour."),
        ),
        Part(
            name="suggestion",
            points=1,
            kind=Text(),
            right=lambda seed: _nearest("cheng marya", _till_names(seed)),
            insight=_("This name the agent now reads out, and asks whether it is she."),
        ),
    ),
    insight=_(
        "There is always a nearest name, even for a caller who is on no list: the computer "
        "suggests, and another field has to confirm."
    ),
)


def _decided(seed: Seed, same: bool) -> pd.DataFrame:
    """The pairs that the clerks decided in one way."""
    pairs = channel_files(seed).data["labelled"]
    return pairs[pairs["same"] == same]


def _pairs_with_birthday(seed: Seed) -> int:
    return len(models.candidate_pairs(channel_files(seed).data["clean"], ["birthday"]))


def _missing_birthdays(seed: Seed) -> int:
    return int(channel_files(seed).data["clean"]["birthday"].isna().sum())


def _with_shared_birthday(seed: Seed) -> int:
    birthdays = channel_files(seed).data["clean"]["birthday"].dropna()
    return int(birthdays.duplicated(keep=False).sum())


def _share_lost(seed: Seed, keys: tuple[str, ...] = ("birthday",)) -> float:
    pairs = models.candidate_pairs(channel_files(seed).data["clean"], list(keys))
    return 1 - models.pairs_completeness(pairs, _decided(seed, True))


SECOND_KEYS = ("email", "birthday", "name", "street")

BLOCKING = Exercise(
    id="blocking",
    minutes=15,
    parts=(
        Part(
            name="pairs_left",
            points=1,
            kind=Number(whole=True),
            right=_pairs_with_birthday,
            mistakes=(
                Mistake(
                    "counted_both_ways",
                    _(
                        "You counted each pair twice, once from each side. Two entries make one "
                        "pair."
                    ),
                    lambda seed: 2 * _pairs_with_birthday(seed),
                ),
                Mistake(
                    "counted_entries",
                    _(
                        "You counted the entries that share a birthday with somebody. The clerk "
                        "looks at pairs: three entries of one birthday make three of them."
                    ),
                    _with_shared_birthday,
                ),
                Mistake(
                    "missing_is_equal",
                    _(
                        "You paired entries whose birthday is missing, as if nothing and nothing "
                        "were the same day. Unknown agrees with nobody."
                    ),
                    lambda seed: (
                        _pairs_with_birthday(seed)
                        + models.all_pairs_count(_missing_birthdays(seed))
                    ),
                ),
            ),
            insight=_("Some two thousand pairs instead of forty million: an afternoon's work."),
        ),
        Part(
            name="share_lost",
            points=1,
            kind=Number(decimals=2, share=True),
            right=_share_lost,
            mistakes=(
                Mistake(
                    "share_kept",
                    _(
                        "That is the share of the matches that the birthday keeps. How many does "
                        "it lose?"
                    ),
                    lambda seed: 1 - _share_lost(seed),
                ),
                Mistake(
                    "of_all_decided_pairs",
                    _(
                        "You divided by all pairs that the clerks decided. A match can only be "
                        "lost where there is one: divide by the pairs that are one person."
                    ),
                    lambda seed: (
                        _share_lost(seed)
                        * len(_decided(seed, True))
                        / len(channel_files(seed).data["labelled"])
                    ),
                ),
            ),
            insight=_("It isn't that birthdays are wrong. Most lists never asked for them."),
        ),
        Part(
            name="second_key",
            points=1,
            kind=Text(SECOND_KEYS),
            right=lambda seed: min(SECOND_KEYS, key=lambda key: _share_lost(seed, ("phone", key))),
            mistakes=(
                Mistake(
                    "most_pairs",
                    _(
                        "The street gives you the most pairs to look at, but most of them are "
                        "strangers in one building. Which key keeps more *matches*?"
                    ),
                    lambda seed: "street",
                ),
                Mistake(
                    "surest_field",
                    _(
                        "An equal e-mail address proves much, but a key has to find pairs, not to "
                        "prove them: few entries have an address that is also on another list."
                    ),
                    lambda seed: "email",
                ),
                Mistake(
                    "the_key_from_before",
                    _(
                        "The birthday is right where it is known, and it is known on few lists. "
                        "Try the four keys beside the phone, one after the other."
                    ),
                    lambda seed: "birthday",
                ),
            ),
            insight=_(
                "The name fails where the phone holds, and the phone where the name fails: good "
                "keys fail for different reasons."
            ),
        ),
    ),
    insight=_(
        "Blocking sets the ceiling: no weight and no clerk finds a pair that was never looked at."
    ),
)


def _postcodes_agree(seed: Seed, same: bool) -> pd.Series:
    """1, 0 or NaN for the pairs that are one person, or for those that aren't."""
    files = channel_files(seed)
    pairs = _decided(seed, same)
    return models.compare(pairs, files.data["clean"], {"postcode": 1.0})["postcode"]


def _share_agreeing(seed: Seed, same: bool) -> float:
    return float(_postcodes_agree(seed, same).mean())


def _share_agreeing_of_all(seed: Seed, same: bool) -> float:
    return float(_postcodes_agree(seed, same).fillna(0).mean())


def _share_same_where_agreeing(seed: Seed) -> float:
    one, two = (_postcodes_agree(seed, same).sum() for same in (True, False))
    return float(one / (one + two))


def _weight_of(agrees, m, u, log=math.log2):
    if pd.isna(agrees):
        return 0
    return log(m / u) if agrees else log((1 - m) / (1 - u))


def _weight_with_sign_turned(agrees, m, u):
    if pd.isna(agrees):
        return 0
    return math.log2(m / u) if agrees else -math.log2(m / u)


def _weight_of_missing_as_differing(agrees, m, u):
    return _weight_of(1 if agrees == 1 else 0, m, u)


M_AND_U = Exercise(
    id="m_and_u",
    minutes=20,
    parts=(
        Part(
            name="m",
            points=1,
            kind=Number(decimals=2, share=True),
            right=lambda seed: _share_agreeing(seed, True),
            mistakes=(
                Mistake(
                    "turned_round",
                    _(
                        "You took the pairs whose postcode agrees, and asked how many are one "
                        "person. m asks the other way: of the pairs that are one person, how many "
                        "agree?"
                    ),
                    _share_same_where_agreeing,
                ),
                Mistake(
                    "missing_counted_as_differing",
                    _(
                        "You divided by all pairs of one person, those without a postcode too. "
                        "Where one is missing nobody knows whether they agree: leave these pairs "
                        "out."
                    ),
                    lambda seed: _share_agreeing_of_all(seed, True),
                ),
                Mistake(
                    "took_u_for_m",
                    _("This is u. m belongs to the pairs that *are* one person."),
                    lambda seed: _share_agreeing(seed, False),
                ),
            ),
            insight=_("The rest moved, or gave the address of the office."),
        ),
        Part(
            name="u",
            points=1,
            kind=Number(decimals=2, share=True),
            right=lambda seed: _share_agreeing(seed, False),
            mistakes=(
                Mistake(
                    "took_the_rest_of_m",
                    _(
                        "You took 1 − m, the share of the pairs of one person that differ. u comes "
                        "from other pairs: those of two people, in which the postcode agrees."
                    ),
                    lambda seed: 1 - _share_agreeing(seed, True),
                ),
                Mistake(
                    "missing_counted_as_differing",
                    _(
                        "You divided by all pairs of two people. Leave out those in which a "
                        "postcode is missing."
                    ),
                    lambda seed: _share_agreeing_of_all(seed, False),
                ),
                Mistake(
                    "took_m_for_u",
                    _("This is m. u belongs to the pairs that are two people."),
                    lambda seed: _share_agreeing(seed, True),
                ),
            ),
            insight=_("So many strangers live near each other, among pairs chosen for it."),
        ),
        Part(
            name="weight_of",
            points=2,
            kind=Function(
                returns=Number(decimals=3),
                inputs=lambda seed: [(1, 0.9, 0.01), (0, 0.9, 0.01), (1, 0.5, 0.25), (0, 0.8, 0.2)],
            ),
            right=lambda seed: _weight_of,
            mistakes=(
                Mistake(
                    "other_logarithm",
                    _(
                        "That is a logarithm, but not the one that counts doublings. Use "
                        "`math.log2`."
                    ),
                    lambda seed: lambda agrees, m, u: _weight_of(agrees, m, u, math.log),
                ),
                Mistake(
                    "no_logarithm",
                    _(
                        "That is how many times likelier it is. The weight is how many doublings "
                        "these are: take `math.log2` of it."
                    ),
                    lambda seed: lambda agrees, m, u: _weight_of(agrees, m, u, float),
                ),
                Mistake(
                    "turned_the_sign",
                    _(
                        "For a field that differs you turned the sign round. But differing has its "
                        "own two shares: how often does the field differ if it is one person, and "
                        "how often if it is two?"
                    ),
                    lambda seed: _weight_with_sign_turned,
                ),
                Mistake(
                    "missing_counted_as_differing",
                    _(
                        "A missing field counts against the pair in your function. Nothing was "
                        "compared there, so what should it weigh?"
                    ),
                    lambda seed: _weight_of_missing_as_differing,
                ),
            ),
            insight=_("Three lines hold the whole theory of 1969."),
        ),
    ),
    insight=_(
        "m falls when people move, u rises where many share a value: both depend on your "
        "customers, and on how the pairs were chosen. Never copy them from another company."
    ),
)


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


def _rest_over_chances(seed: Seed) -> float:
    chance, agree = _first_round(seed)
    return float(((1 - chance) * agree).sum() / chance[agree.notna()].sum())


EM = Exercise(
    id="em",
    minutes=20,
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
GOOD_LINE = 0.93  # of the way from merging nobody to the best line: all points
NEAR_LINE = 0.85


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
    share = min(share, 0.9)
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
    return Decided(share, f"{verdict} {told} {step}", name)


LINE = Exercise(
    id="line",
    minutes=15,
    parts=(Part(name="line", points=3, kind=Decision(_debrief_line)),),
    insight=_(
        "You can find it without trying: merge as long as the odds that it is one person are "
        "better than 40 to 6. That holds wherever a wrong yes and a wrong no have a price."
    ),
)


# Lesson 4: one customer view ---------------------------------------------------------------------

MOST_IN_A_HOME = 4
CATALOGUE = 4  # yuan


def addresses(customers: pd.DataFrame) -> pd.Series:
    return customers["street"] + " " + customers["postcode"]


def households(seed: Seed, address=addresses, most: float = MOST_IN_A_HOME) -> pd.DataFrame:
    """Customers and their households: those at one address, if they aren't more than `most`."""
    customers = channel_files(seed).data["customers"]
    home = address(customers)
    together = home.map(home.value_counts()) <= most
    label = home.where(together, customers["customer"])
    return pd.DataFrame({"customer": customers["customer"], "household": label})


def copies_saved(seed: Seed) -> int:
    household = households(seed)["household"]
    return len(household) - household.nunique()


HOUSEHOLDS = Exercise(
    id="households",
    minutes=20,
    parts=(
        Part(
            name="household_of",
            points=2,
            kind=Grouping(key="customer", label="household"),
            right=households,
            mistakes=(
                Mistake(
                    "houses_are_homes",
                    _(
                        "You made a family of the students' hostel and of the office tower. Count "
                        "the customers behind each door before you call it a home."
                    ),
                    lambda seed: households(seed, most=math.inf),
                ),
                Mistake(
                    "postcode_forgotten",
                    _(
                        "You joined customers from different parts of the town, where streets of "
                        "one name exist twice. Which column tells them apart?"
                    ),
                    lambda seed: households(seed, lambda customers: customers["street"]),
                ),
                Mistake(
                    "unknown_left_out",
                    _(
                        "Some customers are missing: those without a full address. A missing "
                        "number is neither up to four nor above it, so they fall through both "
                        "filters."
                    ),
                    lambda seed: households(seed)[
                        addresses(channel_files(seed).data["customers"]).notna()
                    ],
                ),
            ),
            insight=_(
                "A missing address is no address: such customers share nothing, not even a gap."
            ),
        ),
        Part(
            name="saved",
            points=1,
            kind=Number(),
            right=lambda seed: CATALOGUE * copies_saved(seed),
            mistakes=(
                Mistake(
                    "paid_for_all_homes",
                    _(
                        "That is what the copies for all households cost. What is saved are the "
                        "copies that are no longer printed: one for each customer beyond the first "
                        "of a home."
                    ),
                    lambda seed: CATALOGUE * households(seed)["household"].nunique(),
                ),
                Mistake(
                    "copies_not_yuan",
                    _("That is the number of copies saved. I asked for yuan."),
                    copies_saved,
                ),
            ),
            insight=_("Each home saves its customers but one."),
        ),
    ),
    insight=_(
        "For a catalogue, a wrong household costs a copy. For a letter that names what somebody "
        "bought, it costs a customer. How sure one must be depends on what one does next."
    ),
)


def tops(seed: Seed) -> pd.DataFrame:
    """Each account with the company at the top of its tree, and that company's agreement."""
    accounts = channel_files(seed).data["accounts"].set_index("account")
    top = accounts.index.to_series()
    while (above := top.map(accounts["parent"])).notna().any():
        top = above.fillna(top)
    return _with_agreements(accounts, top)


def tops_after_one_step(seed: Seed) -> pd.DataFrame:
    accounts = channel_files(seed).data["accounts"].set_index("account")
    return _with_agreements(accounts, accounts["parent"].fillna(accounts.index.to_series()))


def tops_not_inherited(seed: Seed) -> pd.DataFrame:
    own = channel_files(seed).data["accounts"].set_index("account")["agreement"].fillna("none")
    table = tops(seed)
    return table.assign(agreement=table["account"].map(own))


def _with_agreements(accounts: pd.DataFrame, top: pd.Series) -> pd.DataFrame:
    agreement = top.map(accounts["agreement"]).fillna("none")
    return pd.DataFrame({"account": top.index, "top": top.array, "agreement": agreement.array})


def yuan_by_agreement(seed: Seed, table: pd.DataFrame) -> pd.Series:
    orders = channel_files(seed).data["orders"].merge(table, on="account")
    return orders.groupby("agreement")["amount"].sum()


MASTER_AGREEMENT = Exercise(
    id="master_agreement",
    minutes=20,
    parts=(
        Part(
            name="tops",
            points=2,
            kind=Table(key="account", columns={"top": Text(), "agreement": Text()}),
            right=tops,
            mistakes=(
                Mistake(
                    "one_step_only",
                    _(
                        "You climbed one step from each account. Some accounts have a parent that "
                        "has a parent itself: climb once more where there is somebody above."
                    ),
                    tops_after_one_step,
                ),
                Mistake(
                    "not_inherited",
                    _(
                        "Your tops are right. But the agreement stands only on the company at the "
                        "top, and holds for all below: look it up for the top, not for the account "
                        "itself."
                    ),
                    tops_not_inherited,
                ),
            ),
            insight=_(
                "An employee of a branch's stores buys under a contract signed two floors up."
            ),
        ),
        Part(
            name="by_agreement",
            points=1,
            kind=Table(key="agreement", columns={"amount": Number()}),
            right=lambda seed: yuan_by_agreement(seed, tops(seed)),
            mistakes=(
                Mistake(
                    "none_left_out",
                    _(
                        "The sums under agreements are right, but the firms without one order, "
                        'too. Give them the agreement "none" before you group: a missing value '
                        "falls out of every group."
                    ),
                    lambda seed: yuan_by_agreement(seed, tops(seed)).drop("none"),
                ),
                Mistake(
                    "top_orders_only",
                    _(
                        "Under each agreement you added up only what the company at the top "
                        "ordered itself. The orders of its branches belong to it, too."
                    ),
                    lambda seed: yuan_by_agreement(seed, tops_not_inherited(seed)),
                ),
                Mistake(
                    "one_step_only",
                    _(
                        "Some orders lie under no agreement, though the company two steps above "
                        "them has one. Climb once more."
                    ),
                    lambda seed: yuan_by_agreement(seed, tops_after_one_step(seed)),
                ),
            ),
            insight=_(
                'Look at "none": these firms buy without having been asked for an agreement.'
            ),
        ),
    ),
    insight=_(
        "Who looks at accounts one by one sees many middling customers. Added up, a few are large "
        "enough to be visited by the boss."
    ),
)


def marias_contacts(seed: Seed, channels: Sequence[str] = ()) -> pd.DataFrame:
    """Her contacts of the year on the given lists, or on all."""
    files = channel_files(seed)
    hers = [entry for channel, entry in files.maria.items() if not channels or channel in channels]
    contacts = files.data["contacts"]
    return contacts[contacts["entry"].isin(hers)].sort_values("date")


def marias_spending(seed: Seed) -> pd.Series:
    return marias_contacts(seed).groupby("department")["amount"].sum()


def days_to_voucher(first_contacts: pd.DataFrame, seed: Seed) -> int:
    maria = marias_contacts(seed)
    voucher = maria.loc[maria["event"] == "got a voucher for new customers", "date"].iloc[0]
    return (voucher - first_contacts["date"].min()).days


TIMELINE = Exercise(
    id="timeline",
    minutes=15,
    parts=(
        Part(
            name="timeline",
            points=1,
            kind=Table(
                key=("date", "department"),
                columns={"event": Text(), "amount": Number()},
                ordered=True,
            ),
            right=marias_contacts,
            mistakes=(
                Mistake(
                    "one_list_only",
                    _(
                        "This is what the web shop alone knows of her. She has an entry on each of "
                        "the four lists: `files.maria` names them all."
                    ),
                    lambda seed: marias_contacts(seed, ["web"]),
                ),
                Mistake(
                    "latest_first",
                    _(
                        "All her contacts are there, but the latest comes first. Turn the order "
                        "round."
                    ),
                    lambda seed: marias_contacts(seed).sort_values("date", ascending=False),
                ),
                Mistake(
                    "list_after_list",
                    _(
                        "All her contacts are there, but one department's stand below the other's. "
                        "A story is read by date: sort the table."
                    ),
                    lambda seed: pd.concat(
                        marias_contacts(seed, [channel]) for channel in channel_files(seed).maria
                    ),
                ),
            ),
            insight=_("Read the last two weeks aloud. Any of the four could have stopped it."),
        ),
        Part(
            name="spent",
            points=1,
            kind=Table(key="department", columns={"amount": Number()}),
            right=marias_spending,
            mistakes=(
                Mistake(
                    "department_without_sales_left_out",
                    _(
                        "A department to which she paid nothing is missing. It knows her, too; in "
                        "its diary she is worth 0 yuan. Keep the rows without an amount when you "
                        "add up."
                    ),
                    lambda seed: marias_spending(seed)[lambda yuan: yuan > 0],
                ),
                Mistake(
                    "counted_orders",
                    _("You counted her orders in each department. I asked for the yuan she spent."),
                    lambda seed: marias_contacts(seed).groupby("department")["amount"].count(),
                ),
            ),
            insight=_(
                "The department that talked to her most in these weeks has 0 yuan in its diary. An "
                "agent who sees only that would let her wait."
            ),
        ),
        Part(
            name="days",
            points=1,
            kind=Number(whole=True),
            right=lambda seed: days_to_voucher(marias_contacts(seed), seed),
            mistakes=(
                Mistake(
                    "from_the_shop_only",
                    _(
                        "You counted from her first contact with the web shop. Another department "
                        "met her earlier: look at the first row of the whole timeline."
                    ),
                    lambda seed: days_to_voucher(marias_contacts(seed, ["web"]), seed),
                ),
                Mistake(
                    "from_the_phone_call",
                    _(
                        "You counted from a call about the invoice. I asked for her first contact "
                        "of the year."
                    ),
                    lambda seed: days_to_voucher(marias_contacts(seed, ["phone"]), seed),
                ),
            ),
            insight=_("So long was Maria Chen known in the house before it greeted her as new."),
        ),
    ),
    insight=_(
        "No new data was needed for any of this. The four diaries had it all; they lacked one key."
    ),
)


MAY_LINK = Exercise(id="may_link", minutes=25, text_points=4)


EXERCISES: tuple[Exercise, ...] = (
    WHO_IS_THE_CUSTOMER,
    BUYERS,
    CLEAN_NAMES,
    CLEAN_PHONES,
    STRING_SIMILARITY,
    BLOCKING,
    M_AND_U,
    EM,
    LINE,
    HOUSEHOLDS,
    MASTER_AGREEMENT,
    TIMELINE,
    MAY_LINK,
)
