"""Other right answers, and what learners get wrong, for `households`."""

START = """
import pandas as pd

customers = files.data["customers"]
"""
SAVED = """
saved = 5 * (len(customers) - household_of["household"].nunique())
"""
BY_COUNT = (
    START
    + """
customers["address"] = customers["street"] + " " + customers["postcode"]
customers["at_door"] = customers["address"].map(customers["address"].value_counts())
household_of = customers.assign(household=customers["address"].where(
    customers["at_door"] <= 4, customers["customer"]))
"""
)

RIGHT = {
    "with a loop": START
    + """
members = {}
for row in customers.to_dict("records"):
    door = (row["street"], row["postcode"])
    known = isinstance(row["street"], str) and isinstance(row["postcode"], str)
    members.setdefault(door if known else row["customer"], []).append(row["customer"])
rows = []
saved = 0.0
for number, names in enumerate(members.values()):
    for name in names:
        rows.append((name, number if len(names) <= 4 else name))
    if len(names) <= 4:
        saved += 5 * (len(names) - 1)
household_of = pd.DataFrame(rows, columns=["customer", "household"])
""",
    "as a column with the customers as its index": START
    + """
size = customers.groupby(["street", "postcode"])["customer"].transform("size")
first = customers.groupby(["street", "postcode"])["customer"].transform("first")
household_of = first.where(size <= 4, customers["customer"])
household_of.index = customers["customer"]
saved = (household_of.duplicated().sum()) * 5
""",
}

WRONG = {
    "houses_are_homes": START
    + """
customers["household"] = (customers["street"] + customers["postcode"]).fillna(customers["customer"])
household_of = customers
"""
    + SAVED,
    "postcode_forgotten": START
    + """
at_door = customers["street"].map(customers["street"].value_counts())
home = customers["street"].where(at_door <= 4, customers["customer"])
household_of = customers.assign(household=home)
"""
    + SAVED,
    "six_as_in_the_lesson": BY_COUNT.replace("<= 4", "<= 6") + SAVED,
    "up_to_three": BY_COUNT.replace("<= 4", "< 4") + SAVED,
    "unknown_in_one_household": BY_COUNT
    + """
known = household_of["address"].notna()
household_of["household"] = household_of["household"].where(known, "unknown")
"""
    + SAVED,
    "unknown_left_out": BY_COUNT
    + """
household_of = household_of[household_of["address"].notna()]
"""
    + SAVED,
    "paid_for_all_homes": BY_COUNT + 'saved = 5 * household_of["household"].nunique()\n',
    "copies_not_yuan": BY_COUNT + 'saved = len(customers) - household_of["household"].nunique()\n',
}

# Labels are free: only who shares one counts.
HARMLESS = {"line 7: ' ' → ' x'"}
