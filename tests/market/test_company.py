"""The hidden truth: the right number of people, the difficulties that are planted, nobody real."""

import pandas as pd
import pytest

from customerlab.market import company as declared
from customerlab.market.company import MARIA, make_company

SEEDS = ["wenlan", "ada", "3"]


@pytest.fixture(scope="module", params=SEEDS)
def company(request):
    return make_company(request.param, 4500)


@pytest.mark.parametrize("people", [200, 201, 1000, 20_000])
def test_the_market_has_as_many_people_as_asked_for(people):
    company = make_company("wenlan", people)
    assert len(company.people) == people
    assert company.people["household"].nunique() == len(company.households)
    assert company.people["firm"].max() < len(company.firms)


@pytest.mark.slow
def test_a_million_people_fit():
    company = make_company("wenlan", 1_000_000)
    assert company.people["phone"].is_unique
    assert company.firms["name"].is_unique and company.firms["phone"].is_unique


def test_half_of_the_customers_live_with_another_customer(company):
    shared = company.people["household"].duplicated(keep=False)
    assert 0.44 < shared.mean() < 0.56


def test_people_of_a_household_share_home_and_landline(company):
    homes = company.people.groupby("household")[["street", "postcode", "home_phone"]].nunique()
    assert (homes == 1).all(axis=None)


def test_twins_share_birthday_family_name_and_the_beginning_of_the_given_name(company):
    people = company.people
    twins = people[people["role"] == "twin"]
    heads = people[people["role"] == "head"].set_index("household").loc[twins["household"]]
    assert 10 <= len(twins) <= 50
    for column in ("birthday", "family", "sex"):
        assert (twins[column].to_numpy() == heads[column].to_numpy()).all()
    names = list(zip(twins["given"], heads["given"], strict=True))
    assert all(one != other and one[:2] == other[:2] for one, other in names)


def test_some_sons_have_their_fathers_name_and_never_the_birthday(company):
    people = company.people
    sons = people[(people["role"] == "child") & (people["sex"] == "m")]
    heads = people[people["role"] == "head"].set_index("household").loc[sons["household"]]
    alike = (sons[["family", "given"]].to_numpy() == heads[["family", "given"]].to_numpy()).all(1)
    assert 5 <= alike.sum() <= 45
    assert (sons["birthday"].to_numpy() != heads["birthday"].to_numpy())[alike].all()


@pytest.mark.parametrize(
    "column, share",
    [
        ("old_phone", declared.NEW_PHONE),
        ("old_email", declared.NEW_EMAIL),
        ("old_street", declared.MOVED),
        ("other_given", declared.ENGLISH_NAME),
    ],
)
def test_planted_shares_are_as_declared(company, column, share):
    assert (company.people[column] != "").mean() == pytest.approx(share, abs=0.02)


def test_a_hostel_houses_many_who_have_nothing_to_do_with_each_other(company):
    rooms = company.households[company.households["hostel"]]
    assert rooms.groupby("street").size().max() >= 20
    assert (rooms["kind"] == "single").all()


def test_accounts_stand_in_groups_of_two_or_three_levels(company):
    accounts = company.firms.dropna(subset="account").set_index("account")
    assert 12 <= len(accounts) <= 30
    assert 4 <= accounts["agreement"].notna().sum() <= 6
    tops = accounts["parent"].isna()
    assert accounts.loc[~tops, "agreement"].isna().all()  # only the top company signs
    assert (tops & accounts["agreement"].isna()).sum() >= 2  # groups without an agreement
    grandparents = accounts["parent"].map(accounts["parent"])
    assert grandparents.map(accounts["parent"]).isna().all()


def test_over_some_markets_there_are_groups_of_three_levels():
    def levels(seed):
        accounts = make_company(seed, 4500).firms.dropna(subset="account").set_index("account")
        return accounts["parent"].map(accounts["parent"]).notna().any()

    assert sum(levels(seed) for seed in range(10)) >= 8


def test_an_office_line_is_shared_by_a_few(company):
    people = company.people[company.people["firm"] >= 0]
    colleagues = people.groupby("work_phone").size()
    assert colleagues.max() <= declared.PEOPLE_A_LINE + 1  # Maria Chen is added to one
    assert people.groupby("work_phone")["firm"].nunique().max() == 1


def test_no_phone_or_address_can_reach_a_real_person(company):
    people = company.people
    for column in ("phone", "old_phone"):
        numbers = people.loc[people[column] != "", column]
        assert numbers.str.fullmatch(r"10[1-9]\d{8}").all()
    landlines = pd.concat([people["home_phone"], people["work_phone"]])
    assert landlines[landlines != ""].str.fullmatch(r"05741\d{7}").all()
    emails = pd.concat([people[each] for each in ("email", "old_email", "work_email")])
    assert emails[emails != ""].str.fullmatch(r"[a-z0-9.]+@example\.(com|net|org)").all()
    assert people["postcode"].str.startswith("319").all()


def test_maria_chen_lives_in_every_market_and_her_addresses_are_hers_alone():
    for seed in range(20):
        people = make_company(seed, 4500).people
        maria = people.loc[MARIA]
        assert (maria["family"], maria["given"], maria["birthday"]) == (
            "Chen",
            "Maria",
            "1974-03-09",
        )
        assert (people["household"] == maria["household"]).sum() == 1
        assert maria["firm"] == 0
        for column in ("phone", "email", "work_email"):
            assert (people[column] == maria[column]).sum() == 1
