"""Other right answers, and what learners get wrong, for `m_and_u`."""

_START = """
import math

from customerlab.models.identification import compare

decided = files.data["labelled"]
agreements = compare(decided, files.data["clean"], files.fields)
one_person = agreements[decided["same"]]["postcode"]
two_people = agreements[decided["same"] == False]["postcode"]
m = one_person.mean()
u = two_people.mean()


def weight_of(agrees, m, u):
    if agrees == 1:
        return math.log2(m / u)
    if agrees == 0:
        return math.log2((1 - m) / (1 - u))
    return 0


"""


def _weight(body: str) -> str:
    return f"{_START}def weight_of(agrees, m, u):\n{body}"


RIGHT = {
    "by value counts, and subtracting logarithms": """
import numpy as np
import pandas as pd

from customerlab.models.identification import compare

decided = files.data["labelled"]
postcode = compare(decided, files.data["clean"], {"postcode": 1.0})["postcode"]
counts = postcode[decided["same"]].value_counts()
m = round(counts[1] / (counts[1] + counts[0]), 2)
u = postcode.groupby(decided["same"]).mean()[False]


def weight_of(agrees, m, u):
    if pd.isna(agrees):
        return 0.0
    if agrees == 0:
        m, u = 1 - m, 1 - u
    return round(np.log2(m) - np.log2(u), 2)
""",
    "with the package": """
import pandas as pd

from customerlab.models.identification import compare, m_and_u, match_weights

decided = files.data["labelled"]
shares = m_and_u(compare(decided, files.data["clean"], files.fields), decided["same"])
m = shares["m"]["postcode"]
u = shares["u"]["postcode"]


def weight_of(agrees, m, u):
    table = pd.DataFrame({"m": [m], "u": [u]}, index=["field"])
    return match_weights(pd.DataFrame({"field": [agrees]}), table)
""",
}

WRONG = {
    "turned_round": _START + "m = one_person.sum() / (one_person.sum() + two_people.sum())",
    "missing_counted_as_differing": _START
    + "m = one_person.sum() / len(one_person)\nu = two_people.sum() / len(two_people)",
    "took_all_pairs": _START + "m = agreements['postcode'].mean()\nu = m",
    "took_u_for_m": _START + "m = u",
    "took_the_rest_of_m": _START + "u = 1 - m",
    "took_m_for_u": _START + "u = m",
    "other_logarithm": _START.replace("math.log2", "math.log"),
    "no_logarithm": _weight(
        """
    if agrees == 1:
        return m / u
    if agrees == 0:
        return (1 - m) / (1 - u)
    return 0
"""
    ),
    "turned_the_sign": _weight(
        """
    weight = 0
    if agrees == 1:
        weight = math.log2(m / u)
    if agrees == 0:
        weight = -math.log2(m / u)
    return weight
"""
    ),
}


def probes(files):
    return [(1, 0.8, 0.1), (0, 0.8, 0.1), (float("nan"), 0.8, 0.1)]
