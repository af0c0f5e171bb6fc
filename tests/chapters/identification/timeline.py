"""Other right answers, and what learners get wrong, for `timeline`."""

START = """
contacts = files.data["contacts"]
timeline = contacts[contacts["entry"].isin(files.maria.values())].sort_values("date")
spent = timeline.groupby("department")["amount"].sum()
voucher = timeline[timeline["event"] == "got a voucher for new customers"]
days = (voucher["date"].min() - timeline["date"].min()).days
"""

RIGHT = {
    "one diary after the other": """
import pandas as pd

contacts = files.data["contacts"]
parts = []
for entry in files.maria.values():
    parts.append(contacts[contacts["entry"] == entry])
timeline = pd.concat(parts).sort_values("date").drop(columns="entry")
spent = pd.DataFrame({"department": ["sales", "web", "marketing", "call centre"]})
amounts = []
for name in spent["department"]:
    amounts.append(timeline[timeline["department"] == name]["amount"].sum())
spent["amount"] = amounts
days = 0
for date, event in zip(timeline["date"], timeline["event"]):
    if event == "got a voucher for new customers":
        days = float((date - timeline["date"].iloc[0]).days)
""",
    "with merge and pivot": """
import pandas as pd

hers = pd.DataFrame({"entry": list(files.maria.values())})
timeline = files.data["contacts"].merge(hers, on="entry").sort_values("date").set_index("date")
spent = timeline.pivot_table(index="department", values="amount", aggfunc="sum")
when = timeline.index[timeline["event"].str.contains("new customers")]
days = (when - timeline.index.min()).days[0]
""",
}

WRONG = {
    "one_list_only": START + 'timeline = contacts[contacts["entry"] == files.maria["web"]]\n',
    "latest_first": START + 'timeline = timeline.sort_values("date", ascending=False)\n',
    "list_after_list": START
    + """
import pandas as pd

timeline = pd.concat([contacts[contacts["entry"] == entry] for entry in files.maria.values()])
""",
    "department_without_sales_left_out": START
    + 'spent = timeline[timeline["amount"].notna()].groupby("department")["amount"].sum()\n',
    "counted_orders": START + 'spent = timeline.groupby("department")["amount"].count()\n',
    "wrong_way_round": START + "days = (timeline['date'].min() - voucher['date'].min()).days\n",
    "from_the_shop_only": START
    + """
shop = timeline[timeline["department"] == "web"]
days = (voucher["date"].min() - shop["date"].min()).days
""",
    "from_the_phone_call": START
    + """
calls = timeline[timeline["department"] == "call centre"]
days = (voucher["date"].min() - calls["date"].min()).days
""",
}
