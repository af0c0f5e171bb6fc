"""Other right answers, and what learners get wrong, for `string_similarity`."""

RIGHT = {
    "by the package, and with max": """
from customerlab.models.identification import edit_distance, jaro_winkler

clean = files.data["clean"]
till_names = clean[clean["channel"] == "till"]["name"].tolist()
edits = edit_distance("zhang wei", "zang wie")


def nearest(heard, names):
    return max(names, key=lambda name: jaro_winkler(heard, name))


suggestion = nearest("cheng marya", till_names)
""",
    "with a table": """
import pandas as pd

from customerlab.models.identification import similarities

clean = files.data["clean"]
till_names = clean[clean["channel"] == "till"]["name"]
edits = 3.0


def nearest(heard, names):
    table = pd.DataFrame({"name": list(names)})
    table["alike"] = similarities([heard] * len(table), table["name"])
    return table.sort_values("alike", ascending=False, kind="stable")["name"].head(1)


suggestion = nearest("cheng marya", till_names)
""",
}

_NEAREST = """
from customerlab.models.identification import edit_distance, jaro_winkler

edits = {edits}


def nearest(heard, names):
    best = names[0]
    for name in names:
        if {better}:
            best = name
    return best


suggestion = "chen maria"
"""
_RIGHT = "jaro_winkler(heard, name) > jaro_winkler(heard, best)"

WRONG = {
    "counted_a_swap_as_one": _NEAREST.format(edits=2, better=_RIGHT),
    "compared_place_by_place": _NEAREST.format(edits=7, better=_RIGHT),
    "fewest_edits": _NEAREST.format(
        edits=3, better="edit_distance(heard, name) < edit_distance(heard, best)"
    ),
    "least_alike": _NEAREST.format(edits=3, better=_RIGHT.replace(">", "<")),
    "kept_the_first": _NEAREST.format(edits=3, better="False"),
    "kept_the_last_of_equals": _NEAREST.format(edits=3, better=_RIGHT.replace(">", ">=")),
}


def probes(files):
    return [
        ("cheng marya", files.data["clean"]["name"].head(50).tolist()),
        ("ann", ["anx", "any"]),
        ("li", ["wu", "li"]),
    ]
