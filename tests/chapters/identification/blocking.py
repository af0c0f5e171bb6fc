"""Other right answers, and what learners get wrong, for `blocking`."""

_START = """
from customerlab.models.identification import candidate_pairs, pairs_completeness

clean = files.data["clean"]
decided = files.data["labelled"]
one_person = decided[decided["same"]]
on_birthday = candidate_pairs(clean, ["birthday"])
pairs_left = len(on_birthday)
share_lost = 1 - pairs_completeness(on_birthday, one_person)
second_key = "name"
"""

RIGHT = {
    "counted by group and by merge": """
clean = files.data["clean"]
decided = files.data["labelled"]
one_person = decided[decided["same"]]
size = clean.groupby("birthday").size()
pairs_left = (size * (size - 1) / 2).sum()
birthday = clean[["entry", "birthday"]]
both = one_person.merge(birthday, left_on="entry_a", right_on="entry")
both = both.merge(birthday, left_on="entry_b", right_on="entry")
share_lost = (both["birthday_x"] != both["birthday_y"]).mean()
second_key = "NAME"
""",
    "rounded, with a search for the key": _START
    + """
share_lost = round(share_lost, 2)
kept = {}
for key in ["email", "birthday", "name", "street"]:
    kept[key] = pairs_completeness(candidate_pairs(clean, ["phone", key]), one_person)
second_key = max(kept, key=kept.get)
""",
}

WRONG = {
    "counted_both_ways": _START + "pairs_left = 2 * pairs_left",
    "counted_entries": _START
    + """
known = clean[clean["birthday"].notna()]
pairs_left = known["birthday"].duplicated(keep=False).sum()
""",
    "missing_is_equal": _START
    + """
size = clean.groupby("birthday", dropna=False).size()
pairs_left = (size * (size - 1) / 2).sum()
""",
    "counted_all_pairs": _START + "pairs_left = len(clean) * (len(clean) - 1) / 2",
    "swapped_the_tables": _START + "share_lost = 1 - pairs_completeness(one_person, on_birthday)",
    "share_kept": _START + "share_lost = pairs_completeness(on_birthday, one_person)",
    "of_all_decided_pairs": _START + "share_lost = share_lost * len(one_person) / len(decided)",
    "most_pairs": _START + 'second_key = "street"',
    "surest_field": _START + 'second_key = "email"',
    "the_key_from_before": _START + 'second_key = "birthday"',
}
