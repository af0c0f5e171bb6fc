"""Record linkage: published values, independent references, and what a user would miss."""

import itertools
import warnings

import numpy as np
import pandas as pd
import pytest
from rapidfuzz.distance import Jaro, JaroWinkler, Levenshtein

from customerlab.models import identification
from customerlab.models.identification import (
    agreement_weights,
    all_pairs_count,
    candidate_pairs,
    clusters,
    compare,
    edit_distance,
    estimate_by_em,
    jaro,
    jaro_winkler,
    m_and_u,
    match_probability,
    match_weights,
    pair_quality,
    pairs_completeness,
    reduction_ratio,
    similarities,
)

# Few letters, so that random texts have much in common and all branches are met.
TEXTS = [
    "".join(np.random.default_rng(7 + i).choice(list("abcd"), size=i % 9)) for i in range(60)
] + ["é", "Ünal", "unal", "王小明", "王明小", "abcdabcd", "abcdabdc", "naïve name"]

ENTRIES = pd.DataFrame(
    {
        "entry": ["web-1", "shop-1", "call-1", "web-2", "shop-2"],
        "name": ["Martha Lee", "Marhta Lee", "Dixon", "Dicksonx", None],
        "phone": ["111", "111", "222", None, "222"],
        "city": ["Ulm", "Ulm", "Ulm", "Bern", ""],
        "born": [1990, 1990, 1985, 1985, 1985],
    }
)


def pairs_of(*pairs):
    return pd.DataFrame(list(pairs), columns=["entry_a", "entry_b"])


def as_set(pairs):
    return set(zip(pairs["entry_a"], pairs["entry_b"], strict=True))


# Comparing two texts


@pytest.mark.parametrize(
    ("left", "right", "published"),
    [
        ("MARTHA", "MARHTA", 0.9611),  # Winkler (1990)
        ("DWAYNE", "DUANE", 0.84),  # Winkler (1990)
        ("DIXON", "DICKSONX", 0.8133),  # the usual third example
    ],
)
def test_jaro_winkler_published(left, right, published):
    assert jaro_winkler(left, right) == pytest.approx(published, abs=5e-5)
    assert similarities([left], [right])[0] == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize(
    ("left", "right", "published"),
    [("MARTHA", "MARHTA", 0.944), ("DWAYNE", "DUANE", 0.822), ("DIXON", "DICKSONX", 0.767)],
)
def test_jaro_published(left, right, published):  # Winkler (1990), table of examples
    assert jaro(left, right) == pytest.approx(published, abs=5e-4)


@pytest.mark.parametrize(
    ("left", "right", "published"),
    [("kitten", "sitting", 3), ("Saturday", "Sunday", 3)],  # Levenshtein; Wagner & Fischer
)
def test_edit_distance_published(left, right, published):
    assert edit_distance(left, right) == published


def test_texts_against_an_independent_implementation():
    for left, right in itertools.product(TEXTS, TEXTS):
        assert edit_distance(left, right) == Levenshtein.distance(left, right)
        assert jaro(left, right) == pytest.approx(Jaro.similarity(left, right), abs=1e-12)
        for weight in (0, 0.1, 0.25):
            assert jaro_winkler(left, right, weight) == pytest.approx(
                JaroWinkler.similarity(left, right, prefix_weight=weight), abs=1e-12
            )


def test_texts_are_symmetric_and_bounded():
    for left, right in itertools.combinations_with_replacement(TEXTS, 2):
        for function in (jaro, jaro_winkler):
            assert function(left, right) == pytest.approx(function(right, left), abs=1e-12)
            assert 0 <= function(left, right) <= 1
            assert (function(left, right) == 1) == (left == right)
        assert edit_distance(left, right) == edit_distance(right, left)
        assert (edit_distance(left, right) == 0) == (left == right)


def test_empty_texts():
    assert jaro("", "") == jaro_winkler("", "") == 1
    assert jaro("", "ann") == jaro_winkler("", "ann") == 0
    assert edit_distance("", "ann") == 3


def test_no_bonus_for_unlike_texts():
    # Four equal first letters, but a Jaro similarity of 0.65: the bonus starts above 0.7.
    left, right = "annaxyzuvw", "annabcdefghijk"
    assert jaro(left, right) < 0.7
    assert jaro_winkler(left, right) == jaro(left, right)


def test_similarities_agree_pair_by_pair():
    left, right = zip(*itertools.product(TEXTS, TEXTS), strict=True)
    expected = [jaro_winkler(a, b) if a and b else np.nan for a, b in zip(left, right, strict=True)]
    np.testing.assert_allclose(similarities(left, right), expected, atol=1e-12)


@pytest.mark.parametrize("nothing", [None, np.nan, pd.NA, ""])
def test_similarities_with_missing_values(nothing):
    left = pd.Series(["ann", nothing, "ann"], index=[5, 6, 7], dtype=object)
    result = similarities(left, pd.Series(["ann", "ann", nothing], dtype=object))
    np.testing.assert_array_equal(result, [1, np.nan, np.nan])


def test_similarities_of_nothing():
    assert similarities([], []).shape == (0,)


@pytest.mark.parametrize("function", [edit_distance, jaro, jaro_winkler])
@pytest.mark.parametrize("wrong", [None, np.nan, 7])
def test_only_texts_are_compared(function, wrong):
    with pytest.raises(ValueError, match="Only texts"):
        function("ann", wrong)


def test_similarities_refuse():
    with pytest.raises(ValueError, match="2 and 1 came"):
        similarities(["a", "b"], ["a"])
    with pytest.raises(ValueError, match=r"1990 \(int\)"):
        similarities([1990], ["1990"])
    with pytest.raises(ValueError, match="prefix_weight"):
        jaro_winkler("a", "b", prefix_weight=0.5)


# Blocking


def test_candidate_pairs_by_hand():
    pairs = candidate_pairs(ENTRIES, ["phone", "city"])
    assert list(pairs.columns) == ["entry_a", "entry_b"]
    assert pairs.to_numpy().tolist() == [
        ["web-1", "shop-1"],  # both keys, but only once
        ["web-1", "call-1"],
        ["shop-1", "call-1"],
        ["call-1", "shop-2"],
    ]


def test_candidate_pairs_against_brute_force():
    random = np.random.default_rng(3)
    entries = pd.DataFrame({"entry": [f"e{i}" for i in random.permutation(80)]})
    for key, values in {"a": 10, "b": 40, "c": 3000}.items():
        entries[key] = pd.Series(random.integers(0, values, 80)).where(random.random(80) > 0.2)
    expected = {
        (one["entry"], other["entry"])
        for (_, one), (_, other) in itertools.combinations(entries.iterrows(), 2)
        if any(one[key] == other[key] for key in "abc")
    }
    pairs = candidate_pairs(entries, ["a", "b", "c"])
    assert as_set(pairs) == expected
    assert len(pairs) == len(expected)
    assert candidate_pairs(entries, ["c", "b", "a"]).equals(pairs)
    assert candidate_pairs(entries[["c", "a", "entry", "b"]], ["a", "b", "c"]).equals(pairs)


def test_missing_and_empty_values_are_shared_with_nobody():
    entries = pd.DataFrame({"entry": list("abcdef"), "phone": [None, np.nan, pd.NA, "", "", "1"]})
    assert len(candidate_pairs(entries, ["phone"])) == 0


@pytest.mark.parametrize("rows", [0, 1])
def test_too_few_entries_for_a_pair(rows):
    entries = ENTRIES.head(rows)
    pairs = candidate_pairs(entries, ["phone"])
    assert list(pairs.columns) == ["entry_a", "entry_b"]
    assert len(pairs) == 0
    assert compare(pairs, entries, {"name": 0.9}).shape == (0, 1)
    assert clusters(entries, pairs).tolist() == [1] * rows
    assert reduction_ratio(pairs, entries) == 0


def test_entries_are_left_as_they_were():
    entries, before = ENTRIES.copy(), ENTRIES.copy()
    compare(candidate_pairs(entries, ["phone", "city"]), entries, {"city": 0.9, "name": 1.0})
    pd.testing.assert_frame_equal(entries, before)


@pytest.mark.parametrize(
    ("entries", "keys", "message"),
    [
        (ENTRIES, ["fone"], "no column 'fone'"),
        (ENTRIES, "phone", r"list of columns, such as \['phone', 'email'\]; you gave 'phone'"),
        (ENTRIES, [], "list of columns"),
        (ENTRIES.drop(columns="entry"), ["phone"], "no column 'entry'"),
        (ENTRIES.to_dict(), ["phone"], "must be a DataFrame; dict came"),
        (pd.concat([ENTRIES, ENTRIES.head(1)]), ["phone"], "'web-1' stands there more than once"),
        (ENTRIES.assign(entry=[None, *"bcde"]), ["phone"], "missing values"),
    ],
)
def test_candidate_pairs_refuse(entries, keys, message):
    with pytest.raises(ValueError, match=message):
        candidate_pairs(entries, keys)


def test_a_key_that_everybody_shares_is_refused():
    entries = pd.DataFrame({"entry": range(40_000), "country": "NO"})
    with pytest.raises(ValueError, match="799,980,000 pairs.*40,000 entries share"):
        candidate_pairs(entries, ["country"])


def test_all_pairs_count():
    assert [all_pairs_count(n) for n in (0, 1, 2, 5, 1000)] == [0, 0, 1, 10, 499_500]


# Comparing pairs field by field


def test_compare_by_hand():
    pairs = pairs_of(("web-1", "shop-1"), ("call-1", "web-2"), ("web-2", "shop-2"))
    pairs.index = [10, 20, 30]
    fields = {"name": 0.8, "phone": 1.0, "city": 1.0, "born": 1.0}
    agreements = compare(pairs, ENTRIES, fields)
    expected = pd.DataFrame(
        {
            "name": [1, 1, np.nan],
            "phone": [1, np.nan, np.nan],
            "city": [1, 0, np.nan],
            "born": [1.0, 1.0, 1.0],
        },
        index=[10, 20, 30],
    )
    pd.testing.assert_frame_equal(agreements, expected)
    # Neither the order of the entries nor that within a pair matters.
    turned = pairs.rename(columns={"entry_a": "entry_b", "entry_b": "entry_a"})
    pd.testing.assert_frame_equal(compare(turned, ENTRIES[::-1], fields), expected)


def test_compare_at_the_limit():
    entries = pd.DataFrame({"entry": [1, 2], "name": ["DWAYNE", "DUANE"]})
    pairs = pairs_of((1, 2))
    # 0.84 and 0.4 in arithmetic, a hair more or less in floating point.
    assert compare(pairs, entries, {"name": 0.84})["name"].tolist() == [1]
    assert compare(pairs, entries, {"name": 0.8401})["name"].tolist() == [0]
    assert compare(pairs, entries, {"name": 1.0})["name"].tolist() == [0]
    assert jaro_winkler("a012345678", "aklmnopqrs") < 0.4
    entries["name"] = ["a012345678", "aklmnopqrs"]
    assert compare(pairs, entries, {"name": 0.4})["name"].tolist() == [1]


@pytest.mark.parametrize(
    ("pairs", "fields", "message"),
    [
        (pairs_of(("web-1", "web-9")), {"name": 1.0}, "'web-9', which isn't among"),
        (pairs_of((None, "web-1")), {"name": 1.0}, "isn't among"),
        (pairs_of(("web-1", "web-2")), {"nom": 1.0}, "no column 'nom'"),
        (pairs_of(("web-1", "web-2")), {"name": 0}, "least similarity of 'name'"),
        (pairs_of(("web-1", "web-2")), {"name": 85}, "least similarity of 'name'"),
        (pairs_of(("web-1", "web-2")), {"name": "0.9"}, "least similarity of 'name'"),
        (pairs_of(("web-1", "call-1")), {"born": 0.9}, "Only texts"),
        (pairs_of(("web-1", "web-2")), ["name"], "fields says"),
        (pairs_of(("web-1", "web-2")), {}, "fields says"),
        (pairs_of(("web-1", "web-2"))[["entry_a"]], {"name": 1.0}, "no column 'entry_b'"),
    ],
)
def test_compare_refuses(pairs, fields, message):
    with pytest.raises(ValueError, match=message):
        compare(pairs, ENTRIES, fields)


# What an agreement is worth


def simulate(pair_count, share_same, m, u, missing=0.0, seed=1):
    """Pairs whose true answer, m and u are known."""
    random = np.random.default_rng(seed)
    same = random.random(pair_count) < share_same
    agree = random.random((pair_count, len(m))) < np.where(same[:, None], m, u)
    values = np.where(random.random(agree.shape) < missing, np.nan, agree)
    return pd.DataFrame(values, columns=[f"field_{i}" for i in range(len(m))]), same


M = np.array([0.95, 0.9, 0.8, 0.7, 0.6, 0.85])
U = np.array([0.01, 0.05, 0.1, 0.2, 0.3, 0.001])


def test_m_and_u_by_hand():
    agreements = pd.DataFrame(
        {"name": [1, 1, 0, 0, 1], "phone": [1, np.nan, 1, np.nan, 0]}, index=list("vwxyz")
    )
    same = [True, True, True, False, False]
    table = m_and_u(agreements, same)
    assert table.loc["name"].tolist() == pytest.approx([2 / 3, 1 / 2])
    assert table.loc["phone"].tolist() == [1, 0]
    shuffled = pd.Series(same, index=agreements.index)[list("zxvwy")]
    pd.testing.assert_frame_equal(m_and_u(agreements, shuffled), table)
    pd.testing.assert_frame_equal(m_and_u(agreements[["phone", "name"]], same), table[::-1])


def test_m_and_u_without_a_known_pair():
    table = m_and_u(pd.DataFrame({"name": [1.0, np.nan]}), [True, False])
    assert table.loc["name", "m"] == 1
    assert np.isnan(table.loc["name", "u"])


@pytest.mark.parametrize("dtype", [float, object, "Float64", "boolean"])
def test_agreements_of_any_type(dtype):
    numbers = pd.DataFrame({"name": [1, 1, 0, np.nan], "phone": [1, 0, 0, 1]}, dtype=float)
    typed = numbers.astype("boolean" if dtype == "boolean" else dtype)
    same = pd.Series([True, True, False, False])
    pd.testing.assert_frame_equal(m_and_u(typed, same), m_and_u(numbers, same))
    table = estimate_by_em(numbers, rounds=5)[0]
    pd.testing.assert_frame_equal(estimate_by_em(typed, rounds=5)[0], table)
    pd.testing.assert_series_equal(match_weights(typed, table), match_weights(numbers, table))


@pytest.mark.parametrize(
    ("same", "message"),
    [
        ([True], "2 in all; 1 came"),
        ([True, None], "only True and False"),
        (["yes", "no"], "only True and False"),
        (pd.Series([True, False], index=[7, 8]), "other row labels"),
    ],
)
def test_m_and_u_refuse(same, message):
    with pytest.raises(ValueError, match=message):
        m_and_u(pd.DataFrame({"name": [1.0, 0.0]}), same)


def test_em_recovers_m_and_u_within_sampling_error():
    pair_count, share_same, missing = 200_000, 0.05, 0.1
    agreements, same = simulate(pair_count, share_same, M, U, missing)
    table, estimated_share = estimate_by_em(agreements)
    known_same = pair_count * share_same * (1 - missing)
    known_different = pair_count * (1 - share_same) * (1 - missing)
    # Four standard errors of a share counted with labels; EM, which has none, needs a bit more.
    assert (np.abs(table["m"] - M) < 5 * np.sqrt(M * (1 - M) / known_same)).all()
    assert (np.abs(table["u"] - U) < 5 * np.sqrt(U * (1 - U) / known_different)).all()
    assert estimated_share == pytest.approx(share_same, abs=5 * np.sqrt(0.05 / pair_count))


def test_em_agrees_with_labels():
    # Fields that tell the groups apart nearly for certain leave EM nothing to guess.
    agreements, same = simulate(50_000, 0.1, np.full(14, 0.9), np.full(14, 0.05), missing=0.05)
    table, share_same = estimate_by_em(agreements)
    pd.testing.assert_frame_equal(table, m_and_u(agreements, same), atol=5e-4, rtol=0)
    assert share_same == pytest.approx(same.mean(), abs=5e-5)


def test_one_round_of_em_by_hand():
    agreements = pd.DataFrame({"name": [1.0, 0.0, 1.0], "phone": [1.0, 0.0, np.nan]})
    table, share_same = estimate_by_em(agreements, share_same=0.2, m=0.8, u=0.1, rounds=1)
    # Bayes' rule for each of the three pairs
    p = np.array(
        [
            0.2 * 0.8 * 0.8 / (0.2 * 0.8 * 0.8 + 0.8 * 0.1 * 0.1),
            0.2 * 0.2 * 0.2 / (0.2 * 0.2 * 0.2 + 0.8 * 0.9 * 0.9),
            0.2 * 0.8 / (0.2 * 0.8 + 0.8 * 0.1),
        ]
    )
    q = 1 - p
    # Half a pair is added to the agreements and half a pair to the disagreements.
    assert share_same == pytest.approx((p.sum() + 0.5) / 4)
    assert table.loc["name", "m"] == pytest.approx((p[0] + p[2] + 0.5) / (p.sum() + 1))
    assert table.loc["name", "u"] == pytest.approx((q[0] + q[2] + 0.5) / (q.sum() + 1))
    assert table.loc["phone", "m"] == pytest.approx((p[0] + 0.5) / (p[0] + p[1] + 1))


def test_em_climbs():
    """Each round makes the data (with the half pairs added) more likely, up to a maximum."""
    agreements, _ = simulate(2_000, 0.2, M, U, missing=0.2, seed=5)

    def log_posterior(table, share):
        likelihood = 0
        for probability, column in ((share, "m"), (1 - share, "u")):
            p = table[column].to_numpy()
            factors = np.where(agreements == 1, p, 1 - p)
            likelihood = likelihood + probability * np.where(agreements.isna(), 1, factors).prod(1)
        shares = np.append(table.to_numpy(), share)
        return np.log(likelihood).sum() + 0.5 * np.log(shares * (1 - shares)).sum()

    climbed = [log_posterior(*estimate_by_em(agreements, rounds=r)) for r in range(1, 30)]
    assert (np.diff(climbed) > -1e-9).all()
    best, best_share = estimate_by_em(agreements)
    for nudge in (0.99, 1.01):
        assert log_posterior(best * nudge, best_share) < log_posterior(best, best_share)
        assert log_posterior(best, best_share * nudge) < log_posterior(best, best_share)


def test_em_goes_on_until_nothing_moves():
    # Three fields that say little: after 20 rounds EM is still far from its end.
    agreements, _ = simulate(20_000, 0.3, [0.8, 0.7, 0.75], [0.3, 0.35, 0.25])
    table, share_same = estimate_by_em(agreements)
    assert abs(estimate_by_em(agreements, rounds=20)[1] - share_same) > 0.01
    again, share_again = estimate_by_em(agreements, rounds=20_000, tolerance=1e-13)
    pd.testing.assert_frame_equal(table, again, atol=1e-5)
    assert share_same == pytest.approx(share_again, abs=1e-5)


def test_em_calls_same_the_group_that_agrees_more():
    agreements, _ = simulate(20_000, 0.1, M, U)
    table, share_same = estimate_by_em(agreements)
    swapped, swapped_share = estimate_by_em(agreements, share_same=0.9, m=0.1, u=0.9)
    pd.testing.assert_frame_equal(table, swapped, atol=1e-5)
    assert swapped_share == pytest.approx(share_same, abs=1e-5)
    assert (table["m"] > table["u"]).all()


def test_em_does_not_depend_on_order():
    agreements, _ = simulate(3_000, 0.1, M, U, missing=0.1)
    table, share_same = estimate_by_em(agreements)
    other = agreements.sample(frac=1, random_state=1)[agreements.columns[::-1]]
    other_table, other_share = estimate_by_em(other)
    pd.testing.assert_frame_equal(other_table[::-1], table, rtol=1e-6)
    assert other_share == pytest.approx(share_same)


def test_em_is_never_certain():
    always = pd.DataFrame({"name": [1.0] * 40, "phone": [0.0] * 40, "fax": [np.nan] * 40})
    table, share_same = estimate_by_em(always)
    assert ((table > 0) & (table < 1)).all().all()
    assert 0 < share_same < 1
    assert table.loc["fax"].tolist() == [0.5, 0.5]
    assert np.isfinite(match_weights(always, table)).all()


def test_em_with_many_fields():
    agreements, same = simulate(2_000, 0.3, np.full(60, 0.7), np.full(60, 0.2))
    table, share_same = estimate_by_em(agreements)
    assert share_same == pytest.approx(same.mean(), abs=1e-3)


@pytest.mark.parametrize(
    ("agreements", "guess", "message"),
    [
        (pd.DataFrame({"name": []}), {}, "no rows or no columns"),
        (pd.DataFrame(index=[1, 2]), {}, "no rows or no columns"),
        (pd.DataFrame({"name": [1, 0.93]}), {}, "'name' holds 0.93"),
        (pd.DataFrame({"name": ["yes"]}), {}, "'name' holds 'yes'"),
        ([1, 0], {}, "must be a DataFrame; list came"),
        (pd.DataFrame({"name": [1, 0]}), {"share_same": 0}, "share_same must lie"),
        (pd.DataFrame({"name": [1, 0]}), {"m": 1}, "m must lie between 0 and 1"),
        (pd.DataFrame({"name": [1, 0]}), {"u": np.nan}, "u must lie"),
        (pd.DataFrame({"name": [1, 0]}), {"m": 0.4, "u": 0.4}, "must differ"),
    ],
)
def test_em_refuses(agreements, guess, message):
    with pytest.raises(ValueError, match=message):
        estimate_by_em(agreements, **guess)


# Scoring the pairs


def test_fellegi_sunter_weights_by_formula():
    table = pd.DataFrame({"m": [0.9], "u": [0.01]}, index=["name"])
    weights = agreement_weights(table)
    assert weights.loc["name", "agree"] == pytest.approx(6.4919, abs=5e-5)  # log2(0.9 / 0.01)
    assert weights.loc["name", "disagree"] == pytest.approx(-3.3074, abs=5e-5)  # log2(0.1 / 0.99)
    assert list(table.columns) == ["m", "u"]


@pytest.mark.parametrize("share", [0, 1, np.nan, 1.2])
def test_shares_without_a_weight(share):
    table = pd.DataFrame({"m": [0.9, share], "u": [0.01, 0.1]}, index=["name", "phone"])
    with pytest.raises(ValueError, match="m of 'phone' is"):
        agreement_weights(table)


def test_match_weights_by_hand():
    table = pd.DataFrame({"m": [0.5, 0.75], "u": [0.125, 0.5]}, index=["name", "phone"])
    # name: 2 and log2(4/7); phone: log2(1.5) and -1
    agreements = pd.DataFrame(
        {"phone": [1, 0, np.nan], "name": [1, np.nan, np.nan]}, index=[4, 5, 6]
    )
    weights = match_weights(agreements, table)
    assert weights.index.tolist() == [4, 5, 6]
    assert weights.tolist() == pytest.approx([2 + np.log2(1.5), -1, 0])
    disagree = match_weights(pd.DataFrame({"name": [0], "phone": [0]}), table)
    assert disagree.tolist() == pytest.approx([np.log2(4 / 7) - 1])
    assert len(match_weights(agreements.head(0), table)) == 0


def test_match_weights_refuse():
    table = pd.DataFrame({"m": [0.9], "u": [0.1]}, index=["name"])
    with pytest.raises(ValueError, match="'phone' stands in only one"):
        match_weights(pd.DataFrame({"name": [1], "phone": [1]}), table)
    with pytest.raises(ValueError, match="'name' stands in only one"):
        match_weights(pd.DataFrame(), table)
    with pytest.raises(ValueError, match="no column 'u'"):
        match_weights(pd.DataFrame({"name": [1]}), table[["m"]])


def test_match_probability_is_bayes_rule():
    # Odds of 1 to 9, doubled three times: 8 to 9
    assert match_probability(3, 0.1) == pytest.approx(8 / 17)
    assert match_probability(0, 0.25) == pytest.approx(0.25)
    series = match_probability(pd.Series([3.0, -5000, 5000], index=list("abc")), 0.1)
    assert series.to_dict() == pytest.approx({"a": 8 / 17, "b": 0, "c": 1})
    assert match_probability([3, 3], 0.1).tolist() == pytest.approx([8 / 17] * 2)
    with pytest.raises(ValueError, match="share_same must lie"):
        match_probability(3, 1)


def test_probabilities_are_calibrated():
    """Of the pairs with a probability about p, a share of about p is the same customer."""
    agreements, same = simulate(200_000, 0.2, M[2:5], U[2:5], missing=0.1)
    table = pd.DataFrame({"m": M[2:5], "u": U[2:5]}, index=agreements.columns)
    probability = match_probability(match_weights(agreements, table), 0.2)
    for value, group in pd.Series(same).groupby(probability.round(9).to_numpy()):
        if len(group) > 500:
            error = np.sqrt(value * (1 - value) / len(group))
            assert group.mean() == pytest.approx(value, abs=5 * error)


# From pairs to customers


def test_clusters_by_hand():
    pairs = pairs_of(("shop-2", "shop-1"), ("shop-1", "web-2"))
    numbers = clusters(ENTRIES, pairs)
    assert numbers.to_dict() == {"web-1": 1, "shop-1": 2, "call-1": 3, "web-2": 2, "shop-2": 2}
    assert numbers.index.name == "entry"
    assert numbers.name == "cluster"
    twice = pd.concat([pairs, pairs.rename(columns={"entry_a": "entry_b", "entry_b": "entry_a"})])
    pd.testing.assert_series_equal(clusters(ENTRIES, twice), numbers)


def test_clusters_and_true_pairs_are_inverse():
    random = np.random.default_rng(2)
    entries = pd.DataFrame({"entry": np.arange(300), "customer": random.integers(0, 120, 300)})
    true = candidate_pairs(entries, ["customer"])
    numbers = clusters(entries, true.sample(frac=1, random_state=1))
    assert numbers.tolist() == (pd.factorize(entries["customer"])[0] + 1).tolist()
    again = candidate_pairs(entries.assign(cluster=numbers.to_numpy()), ["cluster"])
    assert as_set(again) == as_set(true)


def test_clusters_refuse_an_unknown_entry():
    with pytest.raises(ValueError, match="'web-7', which isn't among"):
        clusters(ENTRIES, pairs_of(("web-1", "web-7")))


# How good is the result?


def test_pair_quality_by_hand():
    true = pairs_of(("a", "b"), ("a", "c"), ("b", "c"), ("d", "e"))
    found = pairs_of(("b", "a"), ("a", "b"), ("a", "c"), ("a", "d"))  # (a, b) twice
    quality = pair_quality(found, true)
    assert quality.to_dict() == pytest.approx({"precision": 2 / 3, "recall": 1 / 2, "f1": 4 / 7})
    swapped = pair_quality(true, found)
    assert swapped["f1"] == quality["f1"]
    assert swapped["precision"] == quality["recall"]


@pytest.mark.parametrize(
    ("found", "true", "expected"),
    [
        ([], [], [1, 1, 1]),
        ([], [("a", "b")], [1, 0, 0]),
        ([("a", "b")], [], [0, 1, 0]),
        ([("a", "b")], [("c", "d")], [0, 0, 0]),
        ([(1, 2)], [(2, 1)], [1, 1, 1]),
    ],
)
def test_pair_quality_at_the_edges(found, true, expected):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        quality = pair_quality(pairs_of(*found), pairs_of(*true))
    assert quality.tolist() == expected


def test_blocking_quality():
    true = pairs_of(("web-1", "shop-1"), ("call-1", "web-2"))
    candidates = candidate_pairs(ENTRIES, ["phone"])
    assert pairs_completeness(candidates, true) == 0.5
    assert reduction_ratio(candidates, ENTRIES) == pytest.approx(1 - 2 / 10)
    with pytest.raises(ValueError, match="no column 'entry_a'"):
        pairs_completeness(candidates, ENTRIES)


# The whole way


def test_messages_are_sentences_without_a_traceback():
    with pytest.raises(identification.BadInput) as problem:
        candidate_pairs(ENTRIES, ["fone"])
    assert problem.value._render_traceback_() == [str(problem.value)]


def test_a_whole_file_of_customers():
    """40,000 entries of 15,000 customers: the steps fit together."""
    random = np.random.default_rng(11)
    people = 15_000
    who = random.integers(0, people, 40_000)
    entries = pd.DataFrame({"entry": [f"e{i}" for i in range(len(who))], "customer": who})
    for field, values in {"name": 8_000, "phone": 14_000, "city": 300, "born": 15_000}.items():
        truth = random.integers(0, values, people)[who]
        mistaken = random.integers(0, values, len(who))
        noisy = np.where(random.random(len(who)) < 0.1, mistaken, truth)
        entries[field] = pd.Series(noisy).astype(str).where(random.random(len(who)) > 0.1)
    true = candidate_pairs(entries, ["customer"])
    pairs = candidate_pairs(entries, ["name", "phone"])
    agreements = compare(pairs, entries, dict.fromkeys(["name", "phone", "city", "born"], 1.0))
    table, share_same = estimate_by_em(agreements)
    found = pairs[match_probability(match_weights(agreements, table), share_same) > 0.5]
    # Two entries share a field when it is known (0.9) and right (0.9) in both of them.
    assert pairs_completeness(pairs, true) == pytest.approx(1 - (1 - 0.9**4) ** 2, abs=0.01)
    assert reduction_ratio(pairs, entries) > 0.999
    assert pair_quality(found, true)["precision"] > 0.98
    assert pair_quality(found, true)["f1"] > 0.86
    assert clusters(entries, found).max() == clusters(entries, found).nunique() < len(entries)
