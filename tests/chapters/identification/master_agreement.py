"""Other right answers, and what learners get wrong, for `master_agreement`."""

START = """
orders = files.data["orders"]
tops = files.data["accounts"]
parent_of = tops.set_index("account")["parent"]
agreement_of = tops.set_index("account")["agreement"]
"""
CLIMB = (
    START
    + """
tops["top"] = tops["parent"].map(parent_of).fillna(tops["parent"]).fillna(tops["account"])
"""
)
INHERIT = """
tops["agreement"] = tops["top"].map(agreement_of).fillna("none")
"""
SUM = """
by_agreement = orders.merge(tops, on="account").groupby("agreement")["amount"].sum()
"""

RIGHT = {
    "with a loop": """
import pandas as pd

accounts = files.data["accounts"]
parents = dict(zip(accounts["account"], accounts["parent"]))
agreements = dict(zip(accounts["account"], accounts["agreement"]))
rows, yuan = {}, {}
for account in parents:
    top = account
    while isinstance(parents[top], str):
        top = parents[top]
    agreement = agreements[top]
    rows[account] = (top, agreement if isinstance(agreement, str) else "none")
for row in files.data["orders"].to_dict("records"):
    agreement = rows[row["account"]][1]
    yuan[agreement] = yuan.get(agreement, 0) + row["amount"]
tops = pd.DataFrame.from_dict(rows, orient="index", columns=["top", "agreement"])
tops = tops.rename_axis("account")
by_agreement = pd.DataFrame({"amount": yuan.values(), "agreement": yuan.keys()})
""",
    "with merges, missing groups kept": """
accounts = files.data["accounts"]
orders = files.data["orders"]
two = accounts.merge(accounts[["account", "parent"]].add_suffix("_2"), left_on="parent",
                     right_on="account_2", how="left")
two["top"] = two["parent_2"].combine_first(two["parent"]).combine_first(two["account"])
signed = accounts[["account", "agreement"]].rename(columns={"account": "top"})
tops = two[["top", "account"]].merge(signed, on="top", how="left").sort_values("top")
sums = orders.merge(tops, on="account", how="left").groupby("agreement", dropna=False)
by_agreement = sums["amount"].sum().reset_index()
by_agreement["agreement"] = by_agreement["agreement"].fillna("none")
tops["agreement"] = tops["agreement"].fillna("none")
""",
}

WRONG = {
    "one_step_only": START + 'tops["top"] = tops["parent"].fillna(tops["account"])' + INHERIT + SUM,
    "not_inherited": CLIMB + 'tops["agreement"] = tops["agreement"].fillna("none")' + SUM,
    "top_orders_only": CLIMB + 'tops["agreement"] = tops["agreement"].fillna("none")' + SUM,
    "none_left_out": CLIMB
    + 'tops["agreement"] = tops["top"].map(agreement_of)'
    + SUM
    + 'tops["agreement"] = tops["agreement"].fillna("none")',
}
