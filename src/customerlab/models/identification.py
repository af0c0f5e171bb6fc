"""Record linkage: which entries in a company's files are the same customer?

The steps, in the order in which the lessons teach them:

1. compare two texts: `edit_distance`, `jaro`, `jaro_winkler`, `similarities`
2. choose the pairs worth comparing (blocking): `candidate_pairs`
3. compare the pairs field by field: `compare`
4. learn what an agreement is worth: `m_and_u` with labels, `estimate_by_em` without
5. score the pairs: `agreement_weights`, `match_weights`, `match_probability`
6. join the accepted pairs into customers: `clusters`
7. say how good the result is: `pair_quality`, `pairs_completeness`, `reduction_ratio`

    fields = {"name": 0.9, "birth_date": 1.0, "city": 1.0}
    pairs = candidate_pairs(entries, ["phone", "email"])
    agreements = compare(pairs, entries, fields)
    table, share_same = estimate_by_em(agreements)
    probability = match_probability(match_weights(agreements, table), share_same)
    customer = clusters(entries, pairs[probability > 0.5])

Four tables recur:

- entries: one row an entry, with a column `entry` that names each entry once
- pairs: one row a pair, with the columns `entry_a` and `entry_b`
- agreements: one row a pair, one column a field: 1 agree, 0 disagree, NaN unknown,
  because one of the two entries (or both) has no value there
- a table of shares: one row a field, with the columns `m` and `u`

A value is missing when pandas says so (NaN, None, NA) or when it is an empty text.
Texts are compared as they are: "Ann" and "ann" differ, so clean them first.

Sources: Fellegi & Sunter (1969), A theory for record linkage, JASA 64; Jaro (1989), Advances
in record-linkage methodology, JASA 84; Winkler (1990), String comparator metrics and enhanced
decision rules in the Fellegi-Sunter model; Christen (2012), Data Matching.
"""

from numbers import Real

import numpy as np
import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.special import expit

from customerlab.language import Problem, _

# Jaro-Winkler adds its bonus for a common beginning only to texts that are alike anyway
# (as Winkler's own program does), and looks at no more than four characters.
BONUS_ABOVE = 0.7
LONGEST_PREFIX = 4

# More pairs than this fill the memory of a small laptop.
MOST_PAIRS = 5_000_000

# Estimated shares start from half a pair that agreed and half a pair that did not
# (Jeffreys' prior), so that no share is ever exactly 0 or 1 and no weight infinite.
PRIOR_PAIRS = 0.5

# A similarity of 0.84 may be stored as 0.8399999999999999; it still reaches 0.84.
ROUNDING = 1e-9


class BadInput(Problem, ValueError):
    """A ValueError that a notebook shows as one sentence, without a traceback."""


# 1. Comparing two texts


def edit_distance(left: str, right: str) -> int:
    """Smallest number of characters to insert, delete or replace to turn left into right.

    Also called Levenshtein distance. 0 for equal texts; the length of the other text
    when one is empty. Raises ValueError when something else than a text comes.
    Source: Levenshtein (1966); the table is that of Wagner & Fischer (1974).
    """
    _require_text(left, right)
    # table[i][j]: the distance between the first i characters of left and the first j of right
    table = [[0] * (len(right) + 1) for row in range(len(left) + 1)]
    for i in range(len(left) + 1):
        table[i][0] = i
    for j in range(len(right) + 1):
        table[0][j] = j
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            delete = table[i - 1][j] + 1
            insert = table[i][j - 1] + 1
            replace = table[i - 1][j - 1] + (left[i - 1] != right[j - 1])
            table[i][j] = min(delete, insert, replace)
    return table[len(left)][len(right)]


def jaro(left: str, right: str) -> float:
    """Jaro similarity: 1 for equal texts, 0 for texts with nothing in common.

    Two characters match when they are equal and not too far apart: less than half the
    length of the longer text. The similarity is the mean of three shares: of left's
    characters that match, of right's that match, and of the matches that stand in the
    same order in both (where two changed places, one counts as out of order). Two empty
    texts are equal (1); an empty text and another have nothing in common (0). Symmetric.
    Raises ValueError when something else than a text comes. Source: Jaro (1989).
    """
    _require_text(left, right)
    if left == right:
        return 1.0
    matched_left, matched_right = _matching_characters(left, right)
    matches = len(matched_left)
    if matches == 0:
        return 0.0
    out_of_order = sum(a != b for a, b in zip(matched_left, matched_right, strict=True))
    in_order = matches - out_of_order // 2
    return (matches / len(left) + matches / len(right) + in_order / matches) / 3


def _matching_characters(left, right):
    """The matching characters of left and those of right, each in its own order."""
    reach = max(max(len(left), len(right)) // 2 - 1, 0)
    free = [True] * len(right)
    matched_left = []
    for i, character in enumerate(left):
        for j in range(max(i - reach, 0), min(i + reach + 1, len(right))):
            if free[j] and right[j] == character:
                free[j] = False
                matched_left.append(character)
                break
    matched_right = [character for j, character in enumerate(right) if not free[j]]
    return matched_left, matched_right


def jaro_winkler(left: str, right: str, prefix_weight: float = 0.1) -> float:
    """Jaro similarity with a bonus for a common beginning, where people seldom mistype.

    Each of the first four characters, as long as they are equal, closes the share
    `prefix_weight` of the gap to 1; only texts with a Jaro similarity above 0.7 get it.
    `prefix_weight` lies between 0 (plain Jaro) and 0.25. Raises ValueError for another
    weight, and when something else than a text comes. Source: Winkler (1990). The limit
    of 0.7 is that of Winkler's program and of rapidfuzz; libraries that give the bonus to
    every pair differ from this only where the result is below 0.82 (at weight 0.1).
    """
    if not isinstance(prefix_weight, Real) or not 0 <= prefix_weight <= 0.25:
        raise BadInput(
            _("prefix_weight lies between 0 and 0.25, usually 0.1; {came!r} came.").format(
                came=prefix_weight
            )
        )
    similarity = jaro(left, right)
    if similarity <= BONUS_ABOVE:
        return similarity
    prefix = 0
    for a, b in zip(left[:LONGEST_PREFIX], right[:LONGEST_PREFIX], strict=False):
        if a != b:
            break
        prefix += 1
    return similarity + prefix * prefix_weight * (1 - similarity)


def similarities(left, right) -> np.ndarray:
    """Jaro-Winkler similarity of each text in left to the text at the same place in right.

    Takes two sequences (lists, arrays, columns) of the same length n, paired by position
    whatever their index, and returns n numbers from 0 to 1; NaN where either value is
    missing. Pair by pair the same as `jaro_winkler`, but fast enough for a million pairs
    (rapidfuzz does the counting). Raises ValueError when the lengths differ and when a
    value is no text.
    """
    left = np.atleast_1d(np.array(left, dtype=object))
    right = np.atleast_1d(np.array(right, dtype=object))
    if len(left) != len(right):
        raise BadInput(
            _("Both sides need the same number of texts; {left} and {right} came.").format(
                left=len(left), right=len(right)
            )
        )
    known = ~(_missing(left) | _missing(right))
    _require_text(*set(left[known]), *set(right[known]))
    result = np.full(len(left), np.nan)
    result[known] = process.cpdist(
        left[known], right[known], scorer=JaroWinkler.similarity, dtype=np.float64
    )
    return result


def _require_text(*values):
    for value in values:
        if not isinstance(value, str):
            raise BadInput(
                _(
                    "Only texts have a similarity; {value!r} ({type}) came. Leave missing values "
                    "out, and turn numbers into texts with str() or .astype(str)."
                ).format(value=value, type=type(value).__name__)
            )


def _missing(values):
    """Where an array of objects holds nothing, or an empty text."""
    missing = pd.isna(values)
    missing[~missing] = values[~missing] == ""
    return missing


# 2. Blocking


def candidate_pairs(entries: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """All pairs of entries that share a value in at least one of the key columns.

    Comparing each entry with each other takes n(n-1)/2 comparisons; blocking keeps the
    pairs that have something in common. A missing value is shared with nobody. Returns
    a table with the columns `entry_a` and `entry_b`, each pair once, `entry_a` the one
    that stands first in `entries`, in the order of `entries`.

    With a column that names the true customer as the only key, these are the true pairs.

    Raises ValueError when a column is missing, when `entry` doesn't name each entry once,
    and when a key would make more than 5 million pairs. Source: Christen (2012), ch. 4.
    """
    if not isinstance(keys, list) or len(keys) == 0:
        raise BadInput(
            _("keys is a list of columns, such as ['phone', 'email']; you gave {came!r}.").format(
                came=keys
            )
        )
    names = _entry_names(entries)
    numbers = [_pairs_that_share(_codes(entries, key)[0], key) for key in keys]
    first, second = np.divmod(np.unique(np.concatenate(numbers)), max(len(names), 1))
    return pd.DataFrame({"entry_a": names[first], "entry_b": names[second]})


def _pairs_that_share(codes, key):
    """Each pair of positions with the same code, as one number: first * n + second."""
    known = pd.DataFrame({"code": codes, "position": np.arange(len(codes))})[codes >= 0]
    block_sizes = np.bincount(known["code"])
    pair_count = all_pairs_count(block_sizes).sum()
    if pair_count > MOST_PAIRS:
        raise BadInput(
            _(
                "The key {key!r} would make {pairs:,} pairs, more than {most:,}, because up to "
                "{entries:,} entries share a value; choose a key that fewer share."
            ).format(key=key, pairs=pair_count, most=MOST_PAIRS, entries=block_sizes.max())
        )
    both = known.merge(known, on="code", suffixes=("_a", "_b"))
    both = both[both["position_a"] < both["position_b"]]
    return both["position_a"].to_numpy() * len(codes) + both["position_b"].to_numpy()


def _codes(entries, column):
    """A whole number for each value of a column, -1 for a missing one; and what they stand for."""
    _require_columns(entries, [column], _("The table of entries"))
    values = entries[column].to_numpy(dtype=object, copy=True)
    values[_missing(values)] = None
    return pd.factorize(values)


def _entry_names(entries):
    """The column `entry` as an index, after a check that it names each entry once."""
    _require_columns(entries, ["entry"], _("The table of entries"))
    names = pd.Index(entries["entry"])
    if names.hasnans:
        raise BadInput(_("The column 'entry' has missing values; give each entry its own name."))
    if not names.is_unique:
        raise BadInput(
            _(
                "The column 'entry' must name each entry once, but {name!r} stands there more "
                "than once; drop the copies or rename them."
            ).format(name=names[names.duplicated()].tolist()[0])
        )
    return names


def _require_columns(table, columns, what):
    if not isinstance(table, pd.DataFrame):
        raise BadInput(
            _("{what} must be a DataFrame; {came} came.").format(
                what=what, came=type(table).__name__
            )
        )
    for column in columns:
        if column not in table.columns:
            raise BadInput(
                _("{what} has no column {column!r}, only {columns}; rename or add it.").format(
                    what=what, column=column, columns=list(table.columns)
                )
            )


def all_pairs_count(entry_count: int) -> int:
    """How many pairs n entries make when each is compared with each other: n(n-1)/2."""
    return entry_count * (entry_count - 1) // 2


# 3. Comparing pairs field by field


def compare(pairs: pd.DataFrame, entries: pd.DataFrame, fields: dict[str, float]) -> pd.DataFrame:
    """Whether the two entries of each pair agree, field by field.

    `fields` says what agreeing means: {"birth_date": 1.0, "name": 0.9} asks for equal
    dates and for names with a Jaro-Winkler similarity of 0.9 or more. Returns a table
    with the index of `pairs` and a column a field: 1.0 agree, 0.0 disagree, NaN when the
    value is missing in one entry or in both.

    Raises ValueError when a column is missing, when a pair names an entry that isn't in
    `entries`, when a least similarity isn't above 0 and at most 1, and when a field that
    is compared by similarity holds something else than text.
    """
    if not isinstance(fields, dict) or len(fields) == 0:
        raise BadInput(
            _(
                "fields says for each column how alike is alike enough, such as "
                "{{'birth_date': 1.0, 'name': 0.9}}; {came!r} came."
            ).format(came=fields)
        )
    first, second = _positions(pairs, _entry_names(entries))
    agreements = {}
    for field, least in fields.items():
        if not isinstance(least, Real) or not 0 < least <= 1:
            raise BadInput(
                _(
                    "The least similarity of {field!r} must be above 0 and at most 1 (equal); "
                    "{came!r} came."
                ).format(field=field, came=least)
            )
        codes, values = _codes(entries, field)
        agreements[field] = _agreement(codes[first], codes[second], values, least)
    return pd.DataFrame(agreements, index=pairs.index)


def _agreement(code_a, code_b, values, least):
    agree = (code_a == code_b).astype(float)
    known = (code_a >= 0) & (code_b >= 0)
    if least < 1:
        # Only values that are known and not equal need the slower comparison.
        unlike = known & (code_a != code_b)
        similarity = similarities(values[code_a[unlike]], values[code_b[unlike]])
        agree[unlike] = similarity >= least - ROUNDING
    agree[~known] = np.nan
    return agree


def _positions(pairs, names):
    """At which rows of the entries the first and the second entry of each pair stand."""
    _require_columns(pairs, ["entry_a", "entry_b"], _("The table of pairs"))
    positions = [names.get_indexer(pairs[column]) for column in ("entry_a", "entry_b")]
    for column, found in zip(("entry_a", "entry_b"), positions, strict=True):
        if (found < 0).any():
            raise BadInput(
                _(
                    "A pair names the entry {name!r}, which isn't among the entries; use the "
                    "table of entries from which the pairs were made."
                ).format(name=pairs[column][found < 0].tolist()[0])
            )
    return positions


# 4. What an agreement is worth


def m_and_u(agreements: pd.DataFrame, same) -> pd.DataFrame:
    """The shares of agreement m and u from pairs whose answer is known.

    `same` holds True (same customer) or False (different) for each pair: a Series, which
    is matched by its index, or a list or array in the order of the rows. Returns a table
    with the fields as its index and two columns:

    - m: the share of the same pairs in which the field agrees
    - u: the share of the different pairs in which the field agrees, by coincidence

    Pairs in which the field is missing are left out; where none is left, the share is
    NaN. Raises ValueError when `agreements` holds something else than 1, 0 and NaN, and
    when `same` isn't True or False for each pair. Source: Fellegi & Sunter (1969).
    """
    values = _agreement_values(agreements)
    same = _labels(same, agreements.index)
    shares = pd.DataFrame(values, columns=agreements.columns)
    return pd.DataFrame(
        {"m": shares[same].mean(), "u": shares[~same].mean()},
        index=pd.Index(agreements.columns, name="field"),
    )


def _labels(same, index):
    """The answers as an array of True and False, in the order of the index."""
    if isinstance(same, pd.Series) and not same.index.equals(index):
        if not same.index.sort_values().equals(index.sort_values()):
            raise BadInput(
                _("same has other row labels than the agreements; it needs one answer a pair.")
            )
        same = same.reindex(index)
    same = pd.Series(np.array(same))
    if len(same) != len(index):
        raise BadInput(
            _("same needs one answer a pair, {pairs} in all; {came} came.").format(
                pairs=len(index), came=len(same)
            )
        )
    if not same.isin([True, False]).all():
        raise BadInput(
            _("same holds only True and False; leave pairs without an answer out of both tables.")
        )
    return same.to_numpy(dtype=bool)


def estimate_by_em(
    agreements: pd.DataFrame,
    share_same: float = 0.1,
    m: float = 0.9,
    u: float = 0.1,
    rounds: int = 1000,
    tolerance: float = 1e-8,
) -> tuple[pd.DataFrame, float]:
    """The shares of agreement m and u from pairs whose answer nobody knows.

    The idea (expectation-maximisation, EM): begin with a guess of the shares; work out
    from it how probably each pair is the same customer; count the agreements again, each
    pair with its probability; repeat until nothing moves by more than `tolerance`, at
    most `rounds` times (1 shows a single step). `share_same`, `m` and `u` are the first
    guess, the same for all fields.

    Returns (table, share_same): the table of shares as from `m_and_u`, and the estimated
    share of the pairs that are the same customer. Estimates start from half a pair that
    agreed and half a pair that did not, so none is exactly 0 or 1; a field that is
    always missing gets 0.5 and 0.5, which is worth nothing.

    Assumes that fields agree independently of each other among the same pairs, and among
    the different ones; missing fields are left out. EM finds two groups of pairs, and
    calls the one that agrees more `same`: whether these are the same customers (and not,
    say, households) is for people to look at.

    Raises ValueError for an empty table, values other than 1, 0 and NaN, guesses that
    aren't between 0 and 1, and m equal to u, from which nothing can be learned.
    Source: Fellegi & Sunter (1969); Winkler (1988); Christen (2012), ch. 6.
    """
    for name, guess in {"share_same": share_same, "m": m, "u": u}.items():
        _require_between_0_and_1(name, guess)
    if m == u:
        raise BadInput(
            _("The first guesses of m and u must differ; both are {came!r}.").format(came=m)
        )
    patterns, counts = _patterns(_agreement_values(agreements))
    agree, disagree = patterns == 1, patterns == 0
    m, u = np.full(agreements.shape[1], m), np.full(agreements.shape[1], u)
    for _step in range(rounds):
        # How probably is each pattern the same customer? In logs, as the products get tiny.
        log_same = np.log(share_same) + agree @ np.log(m) + disagree @ np.log(1 - m)
        log_different = np.log(1 - share_same) + agree @ np.log(u) + disagree @ np.log(1 - u)
        probability = expit(log_same - log_different)
        # Count again, each pair as much as it is probable.
        before = np.concatenate([m, u, [share_same]])
        same, different = counts * probability, counts * (1 - probability)
        m = _share(same @ agree, same @ disagree)
        u = _share(different @ agree, different @ disagree)
        share_same = _share(same.sum(), different.sum())
        if np.abs(np.concatenate([m, u, [share_same]]) - before).max() < tolerance:
            break
    if m.mean() < u.mean():
        m, u, share_same = u, m, 1 - share_same
    index = pd.Index(agreements.columns, name="field")
    return pd.DataFrame({"m": m, "u": u}, index=index), float(share_same)


def _require_between_0_and_1(name, value):
    if not isinstance(value, Real) or not 0 < value < 1:
        raise BadInput(
            _("{name} must lie between 0 and 1, neither of them included; {came!r} came.").format(
                name=name, came=value
            )
        )


def _share(yes, no):
    return (yes + PRIOR_PAIRS) / (yes + no + 2 * PRIOR_PAIRS)


def _patterns(values):
    """The different rows of an array of 1, 0 and NaN, and how often each occurs.

    A million pairs of seven fields have at most 3**7 = 2,187 of them, so EM takes no time.
    """
    if values.size == 0:
        raise BadInput(_("The agreements have no rows or no columns: there is nothing to learn."))
    counts = pd.DataFrame(values).value_counts(dropna=False, sort=False)
    return counts.index.to_frame().to_numpy(), counts.to_numpy()


def _agreement_values(agreements):
    """The agreements as an array of floats, after a check that they are 1, 0 and NaN."""
    _require_columns(agreements, [], _("The table of agreements"))
    values = np.empty(agreements.shape)
    for number, field in enumerate(agreements.columns):
        column = agreements[field]
        strange = column.notna() & ~column.isin([0, 1])
        if strange.any():
            raise BadInput(
                _(
                    "Agreements are 1 (agree), 0 (disagree) or missing; {field!r} holds {value!r}. "
                    "Use a table such as compare() returns."
                ).format(field=field, value=column[strange].tolist()[0])
            )
        values[:, number] = column.to_numpy(dtype=float, na_value=np.nan)
    return values


# 5. Scoring the pairs


def agreement_weights(table: pd.DataFrame) -> pd.DataFrame:
    """What an agreement and a disagreement are worth, field by field, in bits.

    Takes a table of shares with the columns m and u, and returns it with two more:

    - agree: log2(m / u), how strongly an agreement speaks for the same customer
    - disagree: log2((1 - m) / (1 - u)), usually below 0

    A weight of 1 doubles the odds of the same customer, -1 halves them. Raises ValueError
    when a column is missing and when a share isn't between 0 and 1, since a share of
    exactly 0 or 1 has an infinite weight. Source: Fellegi & Sunter (1969).
    """
    _require_columns(table, ["m", "u"], _("The table of shares"))
    for column in ("m", "u"):
        outside = table.index[~table[column].between(0, 1, inclusive="neither")]
        if len(outside):
            raise BadInput(
                _(
                    "A share between 0 and 1, neither of them included, has a weight; {column} of "
                    "{field!r} is {came}. Where few pairs gave 0 or 1, use "
                    "table.clip(0.001, 0.999)."
                ).format(column=column, field=outside[0], came=table.loc[outside[0], column])
            )
    return table.assign(
        agree=np.log2(table["m"] / table["u"]),
        disagree=np.log2((1 - table["m"]) / (1 - table["u"])),
    )


def match_weights(agreements: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """The weight of each pair in bits: how strongly its fields speak for the same customer.

    The sum over the fields of the weight of agreeing or disagreeing; a missing field adds
    0. `table` has a row for each column of `agreements`, in any order, and the columns m
    and u. Returns a Series `weight` with the index of `agreements`. Raises ValueError when
    the fields of the two differ, and as `agreement_weights` does.
    """
    values = _agreement_values(agreements)
    _require_columns(table, ["m", "u"], _("The table of shares"))
    different = agreements.columns.symmetric_difference(table.index)
    if len(different):
        raise BadInput(
            _(
                "The field {field!r} stands in only one of the two tables; the columns of the "
                "agreements and the rows of the shares must be the same fields."
            ).format(field=different[0])
        )
    weights = agreement_weights(table).loc[agreements.columns]
    points = np.where(values == 1, weights["agree"].to_numpy(), weights["disagree"].to_numpy())
    points[np.isnan(values)] = 0
    return pd.Series(points.sum(axis=1), index=agreements.index, name="weight")


def match_probability(weights, share_same: float):
    """The probability that a pair is the same customer, from its weight in bits.

    Bayes' rule: the odds before looking are share_same / (1 - share_same), and each bit of
    weight doubles them. Takes a number, an array or a Series and returns the same kind,
    from 0 to 1. Raises ValueError when `share_same` isn't between 0 and 1.
    """
    _require_between_0_and_1("share_same", share_same)
    bits = np.log2(share_same / (1 - share_same)) + weights
    probability = expit(np.log(2) * bits)
    return probability.rename("probability") if isinstance(probability, pd.Series) else probability


# 6. From pairs to customers


def clusters(entries: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series:
    """Which entries belong together, when each accepted pair is one customer.

    If a is the same as b and b the same as c, then all three are one customer, even if
    a and c were never compared. Returns a Series `cluster` with the entries as its index,
    in their order: 1 for the first entry and all that belong to it, 2 for the next one
    that doesn't, and so on; the highest number is the number of customers.

    Raises ValueError when a column is missing, when `entry` doesn't name each entry once,
    and when a pair names an unknown entry.
    """
    names = _entry_names(entries)
    shape = (len(names), len(names))
    links = coo_array((np.ones(len(pairs)), _positions(pairs, names)), shape=shape)
    labels = connected_components(links, directed=False)[1]
    return pd.Series(pd.factorize(labels)[0] + 1, index=names, name="cluster")


# 7. How good is the result?


def pair_quality(found: pd.DataFrame, true: pd.DataFrame) -> pd.Series:
    """Precision, recall and F1 of the pairs found, against the true pairs.

    - precision: the share of the found pairs that are true; 1 when nothing was found
    - recall: the share of the true pairs that were found; 1 when there was none to find
    - f1: 2 * precision * recall / (precision + recall); 0 when both are 0

    Both tables have the columns `entry_a` and `entry_b`; which entry stands first doesn't
    matter, and a pair that stands there twice counts once. Returns a Series with these
    three names. Raises ValueError when a column is missing. Source: Christen (2012), ch. 7.
    """
    found, true = _pair_numbers(found, true)
    right = len(np.intersect1d(found, true))
    precision = right / len(found) if len(found) else 1.0
    recall = right / len(true) if len(true) else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return pd.Series({"precision": precision, "recall": recall, "f1": f1})


def pairs_completeness(candidates: pd.DataFrame, true: pd.DataFrame) -> float:
    """The share of the true pairs that are among the candidates: what blocking kept.

    A true pair that blocking lost can't be found any more, whatever comes after. 1 when
    there is no true pair. The other side of `reduction_ratio`. Source: Christen (2012), ch. 7.
    """
    return float(pair_quality(candidates, true)["recall"])


def reduction_ratio(candidates: pd.DataFrame, entries: pd.DataFrame) -> float:
    """The share of all pairs that blocking spares us: 1 - candidates / (n(n-1)/2).

    0 when there are fewer than two entries, and so nothing to spare.
    Source: Christen (2012), ch. 7.
    """
    all_pairs = all_pairs_count(len(entries))
    return 1 - len(candidates) / all_pairs if all_pairs else 0.0


def _pair_numbers(found, true):
    """The pairs of each table as a set of numbers, the same number for (a, b) and (b, a)."""
    for pairs in (found, true):
        _require_columns(pairs, ["entry_a", "entry_b"], _("The table of pairs"))
    columns = [
        pairs[column].to_numpy(dtype=object)
        for column in ("entry_a", "entry_b")
        for pairs in (found, true)
    ]
    codes, known = pd.factorize(np.concatenate(columns))
    a, b = codes.reshape(2, -1)
    numbers = np.minimum(a, b) * len(known) + np.maximum(a, b)
    return np.unique(numbers[: len(found)]), np.unique(numbers[len(found) :])
