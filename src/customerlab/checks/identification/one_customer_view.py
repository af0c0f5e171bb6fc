"""Lesson 5, one customer view: its exercises, what is right, and which mistakes are known."""

import math
from collections.abc import Sequence

import pandas as pd

from customerlab.checks.answers import Grouping, Number, Refused, Table, Text
from customerlab.checks.exercise import Exercise, Mistake, Part, Seed
from customerlab.checks.market import channel_files
from customerlab.language import _

MOST_IN_A_HOME = 4
MOST_IN_THE_LESSON = 6
CATALOGUE = 5  # yuan


def addresses(customers: pd.DataFrame) -> pd.Series:
    return customers["street"] + " " + customers["postcode"]


def households(seed: Seed, address=addresses, most: float = MOST_IN_A_HOME) -> pd.DataFrame:
    """Customers and their households: those at one address, if they aren't more than `most`."""
    customers = channel_files(seed).data["customers"]
    home = address(customers)
    together = home.map(home.value_counts()) <= most
    label = home.where(together, customers["customer"])
    return pd.DataFrame({"customer": customers["customer"], "household": label})


def unknown_together(seed: Seed) -> pd.DataFrame:
    table = households(seed)
    known = addresses(channel_files(seed).data["customers"]).notna()
    return table.assign(household=table["household"].where(known, "unknown"))


def copies_saved(seed: Seed) -> int:
    household = households(seed)["household"]
    return len(household) - household.nunique()


HOUSEHOLDS = Exercise(
    id="households",
    minutes=30,
    parts=(
        Part(
            name="household_of",
            points=2,
            kind=Grouping(key="customer", label="household"),
            right=households,
            mistakes=(
                Mistake(
                    "houses_are_homes",
                    _(
                        "You made a family of the students' hostel and of the office tower. Count "
                        "the customers behind each door before you call it a home."
                    ),
                    lambda seed: households(seed, most=math.inf),
                ),
                Mistake(
                    "postcode_forgotten",
                    _(
                        "You joined customers from different parts of the town, where streets of "
                        "one name exist twice. Which column tells them apart?"
                    ),
                    lambda seed: households(seed, lambda customers: customers["street"]),
                ),
                Mistake(
                    "six_as_in_the_lesson",
                    _(
                        "You took up to six for a home, as the lesson did. Here it is up to four: "
                        "where five or more share an address, each is a household of their own."
                    ),
                    lambda seed: households(seed, most=MOST_IN_THE_LESSON),
                ),
                Mistake(
                    "up_to_three",
                    _(
                        "Where exactly four share an address, you keep them apart. At most four: "
                        "four is still a household."
                    ),
                    lambda seed: households(seed, most=MOST_IN_A_HOME - 1),
                ),
                Mistake(
                    "unknown_in_one_household",
                    _(
                        "You put all customers without an address into one household. One label "
                        "for them all means that they live together. Each needs a label that "
                        "nobody else has."
                    ),
                    unknown_together,
                ),
                Mistake(
                    "unknown_left_out",
                    _(
                        "Some customers are missing: those without a full address. A missing "
                        "number is neither up to four nor above it, so they fall through both "
                        "filters."
                    ),
                    lambda seed: households(seed)[
                        addresses(channel_files(seed).data["customers"]).notna()
                    ],
                ),
            ),
            insight=_(
                "A missing address is no address: such customers share nothing, not even a gap."
            ),
        ),
        Part(
            name="saved",
            points=1,
            kind=Number(),
            right=lambda seed: CATALOGUE * copies_saved(seed),
            mistakes=(
                Mistake(
                    "paid_for_all_homes",
                    _(
                        "That is what the copies for all households cost. What is saved are the "
                        "copies that are no longer printed: one for each customer beyond the first "
                        "of a home."
                    ),
                    lambda seed: CATALOGUE * households(seed)["household"].nunique(),
                ),
                Mistake(
                    "copies_not_yuan",
                    _("That is the number of copies saved. I asked for yuan."),
                    copies_saved,
                ),
            ),
            insight=_("Each home saves its customers but one."),
        ),
    ),
    insight=_(
        "For a catalogue, a wrong household costs a copy. For a letter that names what somebody "
        "bought, it costs a customer. How sure one must be depends on what one does next."
    ),
)


def tops(seed: Seed) -> pd.DataFrame:
    """Each account with the company at the top of its tree, and that company's agreement."""
    accounts = channel_files(seed).data["accounts"].set_index("account")
    top = accounts.index.to_series()
    while (above := top.map(accounts["parent"])).notna().any():
        top = above.fillna(top)
    return _with_agreements(accounts, top)


def tops_after_one_step(seed: Seed) -> pd.DataFrame:
    accounts = channel_files(seed).data["accounts"].set_index("account")
    return _with_agreements(accounts, accounts["parent"].fillna(accounts.index.to_series()))


def tops_not_inherited(seed: Seed) -> pd.DataFrame:
    own = channel_files(seed).data["accounts"].set_index("account")["agreement"].fillna("none")
    table = tops(seed)
    return table.assign(agreement=table["account"].map(own))


def _with_agreements(accounts: pd.DataFrame, top: pd.Series) -> pd.DataFrame:
    agreement = top.map(accounts["agreement"]).fillna("none")
    return pd.DataFrame({"account": top.index, "top": top.array, "agreement": agreement.array})


def yuan_by_agreement(seed: Seed, table: pd.DataFrame) -> pd.Series:
    orders = channel_files(seed).data["orders"].merge(table, on="account")
    return orders.groupby("agreement")["amount"].sum()


MASTER_AGREEMENT = Exercise(
    id="master_agreement",
    minutes=25,
    parts=(
        Part(
            name="tops",
            points=2,
            kind=Table(key="account", columns={"top": Text(), "agreement": Text()}),
            right=tops,
            mistakes=(
                Mistake(
                    "one_step_only",
                    _(
                        "You climbed one step from each account. Some accounts have a parent that "
                        "has a parent itself: climb once more where there is somebody above."
                    ),
                    tops_after_one_step,
                ),
                Mistake(
                    "not_inherited",
                    _(
                        "Your tops are right. But the agreement stands only on the company at the "
                        "top, and holds for all below: look it up for the top, not for the account "
                        "itself."
                    ),
                    tops_not_inherited,
                ),
            ),
            insight=_(
                "An employee of a branch's stores buys under a contract signed two floors up."
            ),
        ),
        Part(
            name="by_agreement",
            points=1,
            kind=Table(key="agreement", columns={"amount": Number()}),
            right=lambda seed: yuan_by_agreement(seed, tops(seed)),
            mistakes=(
                Mistake(
                    "none_left_out",
                    _(
                        "The sums under agreements are right, but the firms without one order, "
                        'too. Give them the agreement "none" before you group: a missing value '
                        "falls out of every group."
                    ),
                    lambda seed: yuan_by_agreement(seed, tops(seed)).drop("none"),
                ),
                Mistake(
                    "top_orders_only",
                    _(
                        "Under each agreement you added up only what the company at the top "
                        "ordered itself. The orders of its branches belong to it, too."
                    ),
                    lambda seed: yuan_by_agreement(seed, tops_not_inherited(seed)),
                ),
                Mistake(
                    "one_step_only",
                    _(
                        "Some orders lie under no agreement, though the company two steps above "
                        "them has one. Climb once more."
                    ),
                    lambda seed: yuan_by_agreement(seed, tops_after_one_step(seed)),
                ),
            ),
            insight=_(
                'Look at "none": these firms buy without having been asked for an agreement.'
            ),
        ),
    ),
    insight=_(
        "Who looks at accounts one by one sees many middling customers. Added up, a few are large "
        "enough to be visited by the boss."
    ),
)


def marias_contacts(seed: Seed, channels: Sequence[str] = ()) -> pd.DataFrame:
    """Her contacts of the year on the given lists, or on all."""
    files = channel_files(seed)
    hers = [entry for channel, entry in files.maria.items() if not channels or channel in channels]
    contacts = files.data["contacts"]
    return contacts[contacts["entry"].isin(hers)].sort_values("date")


def marias_spending(seed: Seed) -> pd.Series:
    return marias_contacts(seed).groupby("department")["amount"].sum()


def days_to_voucher(first_contacts: pd.DataFrame, seed: Seed) -> int:
    maria = marias_contacts(seed)
    voucher = maria.loc[maria["event"] == "got a voucher for new customers", "date"].iloc[0]
    return (voucher - first_contacts["date"].min()).days


class Days(Number):
    """A number of days; a missing one comes from a filter that found no voucher."""

    def take(self, value: object, name: str) -> float:
        if pd.api.types.is_scalar(value) and pd.isna(value):
            raise Refused(
                _(
                    "`{name}` is missing: your filter found no voucher, so there is no date to "
                    "count to. Compare the event's words with those in the table."
                ).format(name=name)
            )
        return super().take(value, name)


TIMELINE = Exercise(
    id="timeline",
    minutes=20,
    parts=(
        Part(
            name="timeline",
            points=1,
            kind=Table(
                key=("date", "department"),
                columns={"event": Text(), "amount": Number()},
                ordered=True,
            ),
            right=marias_contacts,
            mistakes=(
                Mistake(
                    "one_list_only",
                    _(
                        "This is what the web shop alone knows of her. She has an entry on each of "
                        "the four lists: `files.maria` names them all."
                    ),
                    lambda seed: marias_contacts(seed, ["web"]),
                ),
                Mistake(
                    "latest_first",
                    _(
                        "All her contacts are there, but the latest comes first. Turn the order "
                        "round."
                    ),
                    lambda seed: marias_contacts(seed).sort_values("date", ascending=False),
                ),
                Mistake(
                    "list_after_list",
                    _(
                        "All her contacts are there, but one department's stand below the other's. "
                        "A story is read by date: sort the table."
                    ),
                    lambda seed: pd.concat(
                        marias_contacts(seed, [channel]) for channel in channel_files(seed).maria
                    ),
                ),
            ),
            insight=_("Read the last two weeks aloud. Any of the four could have stopped it."),
        ),
        Part(
            name="spent",
            points=1,
            kind=Table(key="department", columns={"amount": Number()}),
            right=marias_spending,
            mistakes=(
                Mistake(
                    "department_without_sales_left_out",
                    _(
                        "A department to which she paid nothing is missing. It knows her, too; in "
                        "its diary she is worth 0 yuan. Keep the rows without an amount when you "
                        "add up."
                    ),
                    lambda seed: marias_spending(seed)[lambda yuan: yuan > 0],
                ),
                Mistake(
                    "counted_orders",
                    _("You counted her orders in each department. I asked for the yuan she spent."),
                    lambda seed: marias_contacts(seed).groupby("department")["amount"].count(),
                ),
            ),
            insight=_(
                "The department that talked to her most in these weeks has 0 yuan in its diary. An "
                "agent who sees only that would let her wait."
            ),
        ),
        Part(
            name="days",
            points=1,
            kind=Days(whole=True),
            right=lambda seed: days_to_voucher(marias_contacts(seed), seed),
            mistakes=(
                Mistake(
                    "wrong_way_round",
                    _("You took the later date from the earlier one. Turn the two round."),
                    lambda seed: -days_to_voucher(marias_contacts(seed), seed),
                ),
                Mistake(
                    "from_the_shop_only",
                    _(
                        "You counted from her first contact with the web shop. Another department "
                        "met her earlier: look at the first row of the whole timeline."
                    ),
                    lambda seed: days_to_voucher(marias_contacts(seed, ["web"]), seed),
                ),
                Mistake(
                    "from_the_phone_call",
                    _(
                        "You counted from a call about the invoice. I asked for her first contact "
                        "in any of the diaries."
                    ),
                    lambda seed: days_to_voucher(marias_contacts(seed, ["phone"]), seed),
                ),
            ),
            insight=_("So long was Maria Chen known in the house before it greeted her as new."),
        ),
    ),
    insight=_(
        "No new data was needed for any of this. The four diaries had it all; they lacked one key."
    ),
)


MAY_LINK = Exercise(id="may_link", minutes=30, text_points=4)
