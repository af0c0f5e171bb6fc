"""Other right answers, and what learners get wrong, for `buyers`."""

RIGHT = {
    "new columns of True and False": """
buyers = files.data["buyers"]
buyers["relational"] = (buyers["discount_share"] < 0.5) & (buyers["months_active"] > 3)
buyers["lapsing"] = buyers["relational"] & (buyers["margin"] < 0.5 * buyers["margin_before"])
relational = buyers[buyers["relational"]]
relational_share = buyers.groupby("relational")["margin"].sum()[True] / buyers["margin"].sum()
lapsing = buyers["lapsing"].sum()
valuable = (buyers["relational"] & (buyers["lapsing"] == False) & (buyers["margin"] > 1000)).sum()
""",
    "with a loop": """
import pandas as pd

rows = files.data["buyers"].to_dict("records")
total, theirs, kept, lapsing, valuable = 0, 0, [], 0, 0
for row in rows:
    total += row["margin"]
    if row["discount_share"] < 0.5 and row["months_active"] >= 4:
        kept.append(row)
        theirs += row["margin"]
        if 2 * row["margin"] < row["margin_before"]:
            lapsing += 1
        elif row["margin"] > 1000:
            valuable += 1
relational = pd.DataFrame(kept)
relational_share = theirs / total
""",
    "only two columns, sorted, by the customer": """
buyers = files.data["buyers"]
kept = buyers.query("discount_share < 0.5 and months_active > 3").sort_values("margin")
relational = kept.set_index("customer")[["margin"]]
relational_share = round(float(kept.margin.sum() / buyers.margin.sum()), 3)
lapsing = float(len(kept.query("margin < margin_before / 2")))
valuable = len(kept.query("margin >= margin_before / 2 and margin > 1000"))
""",
}

SOLUTION = """
buyers = files.data["buyers"]
relational = buyers[(buyers["discount_share"] < 0.5) & (buyers["months_active"] > 3)]
others = buyers[(buyers["discount_share"] >= 0.5) | (buyers["months_active"] <= 3)]
relational_share = relational["margin"].sum() / buyers["margin"].sum()
lapsing = len(relational[relational["margin"] < 0.5 * relational["margin_before"]])
stays = relational[relational["margin"] > 0.5 * relational["margin_before"]]
valuable = len(stays[stays["margin"] > 1000])
"""

WRONG = {
    "took_the_transactional": SOLUTION + "relational = others",
    "half_on_promotion_too": SOLUTION
    + 'relational = buyers[(buyers["discount_share"] <= 0.5) & (buyers["months_active"] > 3)]',
    "three_months_too": SOLUTION
    + 'relational = buyers[(buyers["discount_share"] < 0.5) & (buyers["months_active"] >= 3)]',
    "one_condition": SOLUTION + 'relational = buyers[buyers["discount_share"] < 0.5]',
    "either_condition": SOLUTION
    + 'relational = buyers[(buyers["discount_share"] < 0.5) | (buyers["months_active"] > 3)]',
    "counted_buyers": SOLUTION + "relational_share = round(len(relational) / len(buyers), 2)",
    "divided_by_the_others": SOLUTION
    + 'relational_share = relational["margin"].sum() / others["margin"].sum()',
    "share_of_the_others": SOLUTION
    + 'relational_share = others["margin"].sum() / buyers["margin"].sum()',
    "length_of_a_condition": SOLUTION
    + 'lapsing = len(relational["margin"] < 0.5 * relational["margin_before"])',
    "lapsing_of_all": SOLUTION
    + 'lapsing = len(buyers[buyers["margin"] < 0.5 * buyers["margin_before"]])',
    "any_loss": SOLUTION
    + 'lapsing = len(relational[relational["margin"] < relational["margin_before"]])',
    "columns_changed_round": SOLUTION
    + 'lapsing = len(relational[relational["margin_before"] < 0.5 * relational["margin"]])',
    "lapsing_counted_too": SOLUTION + 'valuable = len(relational[relational["margin"] > 1000])',
    "valuable_of_all": SOLUTION
    + 'b = buyers[buyers["margin"] > 0.5 * buyers["margin_before"]]\n'
    + 'valuable = len(b[b["margin"] > 1000])',
    "much_margin_alone": SOLUTION + 'valuable = len(buyers[buyers["margin"] > 1000])',
    "forgot_the_thousand": SOLUTION + "valuable = len(stays)",
}

# The share is asked for to two decimals, so three are as good.
HARMLESS = {"line 9: 2 → 3"}
