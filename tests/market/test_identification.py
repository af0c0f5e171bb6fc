"""What the channels write down: their habits, the cleaning, and the tables of the lessons."""

import hashlib

import numpy as np
import pandas as pd
import pytest

from customerlab.market import identification as market
from customerlab.market import randomness
from customerlab.market.company import MARIA, make_company
from customerlab.market.identification import HABITS, KINDS, THIS_MONTH

SEEDS = ["wenlan", "ada", "3"]


class Market:
    def __init__(self, seed, month=THIS_MONTH):
        self.seed = seed
        self.company = make_company(seed, 4500)
        self.files, self.persons = market.channel_files(self.company, seed, month)
        self.entries = market.clean_entries(self.files)
        hers = self.entries[self.entries["entry"].map(self.persons) == MARIA]
        self.maria = dict(zip(hers["channel"], hers["entry"], strict=True))


@pytest.fixture(scope="module", params=SEEDS)
def drawn(request):
    return Market(request.param)


def digest(table: pd.DataFrame) -> str:
    return hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()[:12]


# The same market everywhere


def test_the_default_market_is_the_same_on_every_machine():
    # Written down once: whoever changes the market on purpose writes the new ones down.
    drawn = Market("wenlan")
    assert {name: digest(table) for name, table in drawn.files.items()} == {
        "till": "5ae7e39d6721",
        "web": "e83d6626b89b",
        "phone": "ce3e83255eb5",
        "sales": "dc05f5f7e7c7",
    }
    assert digest(drawn.entries) == "0b0ab2cba5d4"


def test_another_seed_or_month_is_another_market():
    names = [
        tuple(Market(seed, month).files["web"]["name"][:50])
        for seed, month in [("wenlan", THIS_MONTH), ("ada", THIS_MONTH), ("wenlan", "next")]
    ]
    assert len(set(names)) == 3


def test_another_draw_in_one_stream_moves_no_other(monkeypatch):
    before = Market("wenlan")

    def one_draw_more(seed, *names):
        random = randomness.stream(seed, *names)
        if names[-1] == "nickname":
            random.random()
        return random

    monkeypatch.setattr(market, "stream", one_draw_more)
    after = Market("wenlan")
    for channel, table in before.files.items():
        pd.testing.assert_frame_equal(
            table.drop(columns="name"), after.files[channel].drop(columns="name")
        )
        assert (table["name"] != after.files[channel]["name"]).any()


# The four lists


def test_there_are_about_two_entries_a_person(drawn):
    assert 9000 < len(drawn.entries) < 9700
    assert drawn.entries["entry"].is_unique
    assert drawn.persons.index.equals(pd.Index(drawn.entries["entry"]))
    assert list(drawn.files) == ["till", "web", "phone", "sales"]
    for channel, table in drawn.files.items():
        assert list(table.columns) == market.COLUMNS
        assert table["entry"].str.match(HABITS[channel].letter + r"\d{4}$").all()
        assert (table.dtypes == "str").all()


def test_the_order_of_a_list_says_nothing_about_the_person(drawn):
    for table in drawn.files.values():
        person = drawn.persons[table["entry"]].to_numpy()
        assert abs(np.corrcoef(person, np.arange(len(person)))[0, 1]) < 0.1


def test_each_list_has_its_habits(drawn):
    files, known = drawn.files, {name: table.notna().mean() for name, table in drawn.files.items()}
    assert (files["till"]["name"] == files["till"]["name"].str.upper()).all()
    assert files["phone"]["name"].str.match("M[sr] ").all()
    assert files["sales"]["name"].str.contains(r"\(M[sr]\.\)|^Dr\. ").mean() > 0.5
    assert known["web"]["email"] == 1 and known["till"]["email"] < 0.2
    assert known["till"]["birthday"] > 0.8 and known["web"]["birthday"] < 0.4
    assert known["sales"]["firm"] > 0.9 and known["till"]["firm"] == 0
    assert files["sales"]["phone"].str.contains(r" ext\. \d\d$").mean() > 0.3
    assert files["web"]["phone"].str.startswith("+86 ").mean() > 0.4


def test_people_are_on_two_lists_under_different_writings(drawn):
    names = drawn.entries["name"].groupby(drawn.entries["entry"].map(drawn.persons)).nunique()
    several = drawn.persons.value_counts() > 1
    assert 0.15 < (names[several[several].index] > 1).mean() < 0.6


def test_no_typing_error_makes_a_number_or_address_real(drawn):
    entries = drawn.entries
    assert entries["phone"].dropna().str.fullmatch(r"10[1-9]\d{8}|05741\d{7}").all()
    assert entries["email"].dropna().str.fullmatch(r"[a-z0-9.]+@example\.(com|net|org)").all()
    assert entries["postcode"].dropna().str.startswith("319").all()
    assert (
        pd.to_datetime(entries["birthday"].dropna(), format="%Y-%m-%d")
        .between("1930", "2025")
        .all()
    )


def test_maria_chen_is_on_all_lists_as_the_lessons_tell(drawn):
    assert list(drawn.maria) == ["till", "web", "phone", "sales"]
    names = {
        channel: drawn.files[channel].set_index("entry").loc[entry, "name"]
        for channel, entry in drawn.maria.items()
    }
    assert names == {
        "till": "CHEN MARIA",
        "web": "M. Chen",
        "phone": "Ms Chen, Mariah",
        "sales": "Chen Maria (Ms.)",
    }


# Cleaning


def clean(column, *written):
    table = pd.DataFrame({"name": "Maria Chen", column: written}, columns=market.COLUMNS)
    return market.clean_entries({"web": table.astype("str")})[column].tolist()


def test_names_in_one_form():
    written = ("CHEN MARIA", "maria chen", "Ms Chen, Maria", "Chen Maria (Ms.)", "Dr. Maria Chen")
    assert set(clean("name", *written)) == {"chen maria"}
    assert clean("name", "M. Chen") == ["chen m"]
    assert clean("name", "Mr Msuya, Drew") == ["drew msuya"]  # only whole words are titles


def test_phones_in_one_form():
    written = ("101 2345 6789", "+86 101 2345 6789", "0086 10123456789", "101-2345-6789")
    assert set(clean("phone", *written)) == {"10123456789"}
    office = ("0574-1123 4567 ext. 12", "0574 1123 4567", "0574-1123-4567", "0574-11234567")
    assert set(clean("phone", *office)) == {"057411234567"}
    assert clean("phone", "101 8612 8600") == ["10186128600"]  # 86 is a country code only in front


def test_streets_in_one_form():
    written = ("12 ZHONGSHAN RD", "12 Zhongshan Rd.", "12 Zhongshan Road", "No. 12, Zhongshan Road")
    assert set(clean("street", *written)) == {"12 zhongshan road"}
    assert clean("street", "3 Meihua Ln.", "4 Hubin Ave", "5 Keji ST") == [
        "3 meihua lane",
        "4 hubin avenue",
        "5 keji street",
    ]


def test_what_is_missing_stays_missing(drawn):
    files, entries = drawn.files, drawn.entries
    raw = pd.concat(files.values(), ignore_index=True)
    for column in market.COLUMNS:
        assert (entries[column].isna() == raw[column].isna()).all()
    assert (entries.dtypes == "str").all()


# The departments, firms and customers


def test_the_log_has_four_departments_and_a_year(drawn):
    log = market.contacts(drawn.files, drawn.maria, drawn.seed)
    assert set(log["department"]) == {"marketing", "call centre", "web", "sales"}
    assert log["date"].between("2025-01-01", "2025-12-31").all()
    assert log["date"].is_monotonic_increasing
    assert set(log["entry"]) <= set(drawn.entries["entry"])
    ordered = log["event"].str.startswith(("ordered", "used"))
    assert (ordered == log["amount"].notna()).all()
    assert (log["amount"].dropna() > 0).all()


def test_marias_week(drawn):
    log = market.contacts(drawn.files, drawn.maria, drawn.seed)
    hers = log[log["entry"].isin(drawn.maria.values())]
    assert set(hers["department"]) == {"marketing", "call centre", "web", "sales"}
    voucher = hers.loc[hers["event"] == "got a voucher for new customers", "date"].item()
    assert voucher.day_name() == "Tuesday"
    week = hers[
        hers["date"].between(voucher - pd.Timedelta(days=1), voucher + pd.Timedelta(days=1))
    ]
    assert list(week["event"]) == [
        "asked about an invoice",
        "got a voucher for new customers",
        "visit by a salesman",
    ]
    assert list(week["entry"]) == [drawn.maria[each] for each in ("phone", "web", "sales")]


def test_orders_are_by_employees_of_firms_with_an_account(drawn):
    orders = market.orders(drawn.company, drawn.persons, drawn.seed)
    accounts = market.accounts(drawn.company)
    assert orders["order"].is_unique
    assert set(orders["account"]) <= set(accounts["account"])
    firm = drawn.company.people["firm"].to_numpy()[drawn.persons.loc[orders["entry"]]]
    assert (drawn.company.firms.loc[firm, "account"].to_numpy() == orders["account"]).all()
    assert (orders["amount"] > 0).all()


def test_orders_stand_under_the_office_entry_of_those_who_have_one(drawn):
    orders = market.orders(drawn.company, drawn.persons, drawn.seed)
    at_office = set(drawn.persons[drawn.persons.index.str.startswith("S")])
    on_sales_list = drawn.persons.loc[orders["entry"]].isin(at_office).to_numpy()
    under = orders["entry"].str[0]
    assert set(under[on_sales_list]) == {"S"}
    assert set(under[~on_sales_list]) == {"W"}
    # One office entry a person, even for those whose card was taken twice.
    hers = orders["entry"].groupby(drawn.persons.loc[orders["entry"]].to_numpy()).nunique()
    assert (hers[sorted(at_office & set(hers.index))] == 1).all()
    marias = orders[orders["entry"].isin(drawn.maria.values())]
    assert set(marias["entry"]) == {drawn.maria["sales"]}


def test_the_orders_of_the_default_market_are_these():
    drawn = Market("wenlan")
    orders = market.orders(drawn.company, drawn.persons, drawn.seed)
    assert digest(orders.drop(columns="entry")) == "2c3c34107acb"
    assert digest(orders) == "26dde988b701"


def test_customers_are_the_people_with_an_entry(drawn):
    customers = market.customers(drawn.company, drawn.entries, drawn.persons, drawn.seed)
    assert sorted(customers["person"]) == sorted(set(drawn.persons))
    assert customers["entries"].sum() == len(drawn.entries)
    # Street and postcode are of one entry, not of two.
    known = set(zip(drawn.entries["street"], drawn.entries["postcode"], strict=True))
    complete = customers.dropna(subset=["street", "postcode"])
    assert set(zip(complete["street"], complete["postcode"], strict=True)) <= known


def test_most_addresses_of_two_customers_are_a_household_and_the_crowded_ones_are_none(drawn):
    customers = market.customers(drawn.company, drawn.entries, drawn.persons, drawn.seed)
    customers["household"] = drawn.company.people["household"].to_numpy()[customers["person"]]
    at = customers.groupby(["street", "postcode"])["household"].agg(["size", "nunique"])
    assert (at.loc[at["size"] == 2, "nunique"] == 1).mean() > 0.9
    crowded = at[at["size"] > 15]
    assert len(crowded) >= 2  # a hostel and an office tower at least
    assert (crowded["nunique"] > 0.9 * crowded["size"]).all()


def test_kinds_of_buyers_differ_as_they_should_and_overlap_a_little(drawn):
    customers = market.customers(drawn.company, drawn.entries, drawn.persons, drawn.seed)
    buyers, kinds = market.buyers(customers, drawn.seed)
    assert list(buyers["customer"]) == list(customers["customer"]) == list(kinds.index)
    assert set(kinds) == set(KINDS)
    assert buyers["months_active"].between(1, 12).all()
    assert (buyers["months_active"] <= buyers["orders"]).all()
    assert buyers["discount_share"].between(0, 1).all()
    assert (buyers["categories"] <= buyers["orders"]).all()
    transactional = (kinds == "transactional").to_numpy()
    guessed = (buyers["discount_share"] >= 0.5).to_numpy()
    assert 0.85 < (guessed == transactional).mean() < 0.99
    margins = buyers.groupby(kinds.to_numpy())[["margin", "margin_before"]].median()
    assert margins["margin"].idxmax() == "valuable"
    assert margins.loc["lapsing", "margin_before"] > 1.8 * margins.loc["lapsing", "margin"]
    assert margins.loc["potential", "margin_before"] < 0.8 * margins.loc["potential", "margin"]
    maria = customers.loc[customers["person"] == MARIA, "customer"].item()
    assert buyers.set_index("customer").loc[maria, "years"] == 9
    assert kinds[maria] == "valuable"
