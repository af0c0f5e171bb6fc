"""Lesson 3, are these two the same: its exercises, what is right, and which mistakes are known."""

import math
import numbers

import pandas as pd

from customerlab.checks.answers import Function, Number, Refused, Text
from customerlab.checks.exercise import Exercise, Mistake, Part, Seed
from customerlab.checks.market import channel_files
from customerlab.language import _
from customerlab.models import identification as models


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
    ("wang li", ["wang le", "wang lu", "li wang"]),
    ("ann", ["zoe", "hugo"]),
]


class Name(Text):
    """A name from a list; a number in its place is how alike the name is."""

    def take(self, value: object, name: str) -> str:
        if isinstance(value, numbers.Real) and not isinstance(value, bool):
            raise Refused(
                _("`{name}` is a number, how alike the names are. I asked for the name.").format(
                    name=name
                )
            )
        return super().take(value, name)


STRING_SIMILARITY = Exercise(
    id="string_similarity",
    minutes=25,
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
            kind=Function(returns=Name(), inputs=lambda seed: HEARD_NAMES),
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
            kind=Name(),
            right=lambda seed: _nearest("cheng marya", _till_names(seed)),
            mistakes=(
                Mistake(
                    "handed_in_what_she_heard",
                    _(
                        "That is what the agent heard. Let your recipe find the name on "
                        "`till_names` that is nearest to it."
                    ),
                    lambda seed: "cheng marya",
                ),
                Mistake(
                    "took_the_first_of_the_list",
                    _(
                        "That is the first name of the list. Does `nearest` still give back the "
                        "name that it began with?"
                    ),
                    lambda seed: _till_names(seed)[0],
                ),
            ),
            insight=_(
                "This entry the agent opens, and asks for one more field before she says more."
            ),
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


def _share_lost_with_tables_swapped(seed: Seed) -> float:
    on_birthday = models.candidate_pairs(channel_files(seed).data["clean"], ["birthday"])
    return 1 - models.pairs_completeness(_decided(seed, True), on_birthday)


SECOND_KEYS = ("email", "birthday", "name", "street")

BLOCKING = Exercise(
    id="blocking",
    minutes=20,
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
                Mistake(
                    "counted_all_pairs",
                    _(
                        "More than forty million: that is every pair of entries there is. Count "
                        "only those that share a birthday; `candidate_pairs` finds them."
                    ),
                    lambda seed: models.all_pairs_count(len(channel_files(seed).data["clean"])),
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
                Mistake(
                    "swapped_the_tables",
                    _(
                        "You handed the two tables over the wrong way round. `pairs_completeness` "
                        "takes first the pairs that you kept, then those that are one person."
                    ),
                    _share_lost_with_tables_swapped,
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


def _share_agreeing_of_both(seed: Seed) -> float:
    return float(pd.concat([_postcodes_agree(seed, same) for same in (True, False)]).mean())


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
    minutes=30,
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
                    "took_all_pairs",
                    _(
                        "You took all pairs that the clerks decided. Take only those that are one "
                        "person."
                    ),
                    _share_agreeing_of_both,
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
                    "took_all_pairs",
                    _(
                        "You took all pairs that the clerks decided. Take only those that are two "
                        "people."
                    ),
                    _share_agreeing_of_both,
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
                returns=Number(decimals=2),
                inputs=lambda seed: [
                    (1, 0.9, 0.01),
                    (0, 0.9, 0.01),
                    (math.nan, 0.9, 0.01),
                    (1, 0.5, 0.25),
                    (0, 0.8, 0.2),
                ],
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
                        "A missing field counts against the pair in your recipe. Nothing was "
                        "compared there, so what should it weigh? (`else` also takes what is "
                        "missing.)"
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
