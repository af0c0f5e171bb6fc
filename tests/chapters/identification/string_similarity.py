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

_CODE = """
from customerlab.models.identification import edit_distance, jaro_winkler

edits = {edits}


def nearest(heard, names):
    best = names[0]
    for name in names:
        if {better}:
            best = name
    return best


suggestion = {suggestion}
"""
_RIGHT = "jaro_winkler(heard, name) > jaro_winkler(heard, best)"


def _code(edits=3, better=_RIGHT, suggestion='"chen maria"'):
    return _CODE.format(edits=edits, better=better, suggestion=suggestion)


WRONG = {
    "counted_a_swap_as_one": _code(edits=2),
    "compared_place_by_place": _code(edits=7),
    "fewest_edits": _code(better="edit_distance(heard, name) < edit_distance(heard, best)"),
    "least_alike": _code(better=_RIGHT.replace(">", "<")),
    "kept_the_first": _code(better="False"),
    "kept_the_last_of_equals": _code(better=_RIGHT.replace(">", ">=")),
    "handed_in_what_she_heard": _code(suggestion='"cheng marya"'),
    "took_the_first_of_the_list": _code(suggestion='files.data["clean"]["name"].iloc[0]'),
}


def probes(files):
    return [
        ("cheng marya", files.data["clean"]["name"].head(50).tolist()),
        ("ann", ["anx", "any"]),
        ("li", ["wu", "li"]),
    ]
