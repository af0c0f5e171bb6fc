"""Other right answers, and what learners get wrong, for `line`."""

RIGHT = {
    "by trying on the next month": """
costs = {}
for merge_from in range(-5, 20):
    costs[merge_from] = files.play(files.Plan(merge_from=merge_from)).cost
line = min(costs, key=costs.get)
""",
    "by the chance of each candidate": """
from customerlab.models.identification import compare, estimate_by_em, match_probability

pairs = files.data["pairs"]
learned, share_same = estimate_by_em(compare(pairs, files.data["clean"], files.fields))
pairs["chance"] = match_probability(pairs["weight"], share_same)
line = pairs[pairs["chance"] >= 40 / 46]["weight"].min()
""",
}

WRONG = {
    "too_bold": "line = 0",
    "too_careful": "line = 16",
    "a_chance_for_a_weight": "line = 40 / 46",
}
