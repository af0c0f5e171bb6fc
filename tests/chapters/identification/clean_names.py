"""Other right answers, and what learners get wrong, for `clean_names`."""

COUNT = """
known_callers = cards["name"].apply(clean_name).isin(calls["name"].apply(clean_name)).sum()
"""
START = """
import pandas as pd

calls = files.data["phone"]
cards = files.data["sales"]
titles = ["mr", "mrs", "ms", "miss", "dr", "prof"]
"""

RIGHT = {
    "with a comprehension": START
    + """
def clean_name(name):
    if pd.isna(name):
        return name
    name = name.lower().replace("-", "")
    for mark in [",", ".", "(", ")", "/"]:
        name = name.replace(mark, " ")
    return " ".join(sorted(word for word in name.split() if word not in titles))
"""
    + COUNT,
    "with patterns, and a loop that counts": START
    + r"""
import re

def clean_name(name):
    if not isinstance(name, str):
        return None
    name = re.sub(r"[,.()/]", " ", name.replace("-", "").lower())
    name = re.sub(r"\b(mr|mrs|ms|miss|dr|prof)\b", " ", name)
    return " ".join(sorted(name.split()))

called = set(clean_name(name) for name in calls["name"])
known_callers = 0
for name in cards["name"]:
    if clean_name(name) in called:
        known_callers += 1
""",
    "with a merge": START
    + """
def clean_name(name):
    if pd.isna(name):
        return name
    words = []
    for letter in ",.()/":
        name = name.replace(letter, " ")
    for word in name.replace("-", "").casefold().split():
        if word in titles:
            continue
        words.append(word)
    words.sort()
    return " ".join(words)

calls["clean"] = calls["name"].map(clean_name)
cards["clean"] = cards["name"].map(clean_name)
known_callers = float(len(cards.merge(calls[["clean"]].drop_duplicates(), on="clean")))
""",
}


def recipe(
    marks='" "',
    hyphen='""',
    words="if word not in titles:\n            kept = kept + [word]",
    end='" ".join(sorted(kept))',
):
    return (
        START
        + f"""
def clean_name(name):
    if pd.isna(name):
        return name
    name = name.lower().replace("-", {hyphen})
    for mark in ",.()/":
        name = name.replace(mark, {marks})
    kept = []
    for word in name.split():
        {words}
    return {end}
"""
    )


WRONG = {
    "words_not_sorted": recipe(end='" ".join(kept)') + COUNT,
    "letters_sorted": recipe(end='" ".join(sorted(" ".join(kept)))') + COUNT,
    "titles_left": recipe(words="kept = kept + [word]") + COUNT,
    "titles_cut_out_of_words": START
    + """
def clean_name(name):
    if pd.isna(name):
        return name
    name = name.lower().replace("-", "")
    for mark in ",.()/":
        name = name.replace(mark, " ")
    for title in titles:
        name = name.replace(title, "")
    return " ".join(sorted(name.split()))
"""
    + COUNT,
    "words_glued": recipe(marks='""') + COUNT,
    "hyphen_cuts": recipe(hyphen='" "') + COUNT,
    "compared_as_written": recipe() + 'known_callers = cards["name"].isin(calls["name"]).sum()',
    "took_the_share": recipe() + COUNT.replace(".sum()", ".mean()"),
    "counted_the_other_list": recipe()
    + 'known_callers = calls["name"].apply(clean_name).isin(cards["name"].apply(clean_name)).sum()',
    "counted_names": recipe()
    + """
names = set(cards["name"].apply(clean_name))
known_callers = len(names & set(calls["name"].apply(clean_name)))
""",
}


def probes(files):
    """Names on which every change of the solution that matters would show."""
    names = [
        name for table in ("till", "web", "phone", "sales") for name in files.data[table]["name"]
    ]
    odd = ["Mr A", "B Mrs", "c, ms", "Miss/D", "Dr.", "prof E-F", "(G) h", "", float("nan")]
    return [(name,) for name in [*names[::20], *odd]]
