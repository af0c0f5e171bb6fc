"""Lesson 2, clean names and keys: its exercises, what is right, and which mistakes are known."""

import pandas as pd

from customerlab.checks.answers import Function, Number, Text
from customerlab.checks.exercise import Exercise, Mistake, Part, Seed
from customerlab.checks.market import channel_files
from customerlab.language import _

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
        " Mr  Drew Xu ",
        "Dr.",
        MISSING,
    ]
    listed = [channel_files(seed).data[channel]["name"].head(3) for channel in ("phone", "sales")]
    return [(name,) for name in [*fixed, *listed[0], *listed[1]]]


def _known_callers(seed: Seed, clean=_clean_name) -> int:
    """Entries of the salesmen's list whose name is also on the call centre's list."""
    data = channel_files(seed).data
    return int(data["sales"]["name"].map(clean).isin(data["phone"]["name"].map(clean)).sum())


def _share_of_known_callers(seed: Seed) -> float:
    return _known_callers(seed) / len(channel_files(seed).data["sales"])


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
    minutes=25,
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
                    "took_the_share",
                    _("That is a share of the salesmen's entries; I need their number. Add up."),
                    _share_of_known_callers,
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
        "0086 574 1123 4567 EXT 9",
        "112 3456",
        "Tel. 123456",
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


def _share_from_firms(seed: Seed) -> float:
    """As `mean` gives it, over the entries of the call centre whose number is known."""
    return _from_firms(seed) / int(channel_files(seed).data["phone"]["phone"].notna().sum())


def _firms_that_called(seed: Seed) -> int:
    data = channel_files(seed).data
    calls, cards = (data[name]["phone"].map(_clean_phone).dropna() for name in ("phone", "sales"))
    return int(cards.isin(calls).sum())


CLEAN_PHONES = Exercise(
    id="clean_phones",
    minutes=25,
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
                Mistake(
                    "dropped_seven_digits",
                    _(
                        "You threw away a number of just seven digits, and a local number has no "
                        "more. Only *fewer* than seven are too short."
                    ),
                    lambda seed: lambda phone: _clean_phone(phone, least=8),
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
                    "took_the_share",
                    _("That is a share of the calls; I need their number. Add up."),
                    _share_from_firms,
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
