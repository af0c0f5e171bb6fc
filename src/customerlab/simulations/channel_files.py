"""Chapter 1: four channels write down the same people; from which weight are two entries one?

A false merge shows somebody another one's orders, and an apology is written: 40 yuan. A missed
merge costs a second catalogue and a silly welcome letter: 6 yuan. A clerk who looks at a pair costs
3 yuan, and is right in 97 of 100.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from numbers import Integral

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from customerlab.language import Problem, _
from customerlab.market import identification as market
from customerlab.market.company import MARIA, Company, make_company
from customerlab.market.identification import THIS_MONTH
from customerlab.market.randomness import stream
from customerlab.models import identification as models
from customerlab.simulations.protocol import Plan, Simulation, decision

# Yuan; invented.
FALSE_MERGE = 40
MISSED_MERGE = 6
REVIEW = 3
CLERK_IS_RIGHT = 0.97  # share of the pairs that a clerk looks at

# How alike is alike enough, by field; 1.0 is equal. A name may be short of a few letters.
FIELDS = {
    "name": 0.9,
    "phone": 1.0,
    "email": 1.0,
    "street": 0.97,
    "postcode": 1.0,
    "birthday": 1.0,
}
BLOCKING_KEYS = ["phone", "email", "birthday", "name_start", "place_start"]
SMALLEST_SHARE = 0.001

LABELLED_SAME = 500  # pairs decided by hand
LABELLED_DIFFERENT = 1000

EXAMPLES = 5
LARGEST_EXAMPLE = 6  # entries of an example, so that it can be read

PEOPLE = range(200, 200_001)


@dataclass(frozen=True)
class MergePlan(Plan):
    """From which weight two entries are merged, and from which a clerk decides."""

    merge_from: float = decision(
        10,
        low=-20,
        high=40,
        step=0.5,
        unit=_("weight"),
        naive=40,
        meaning=_("weight from which two entries become one customer"),
    )
    review_from: float = decision(
        "merge_from",
        low=-20,
        high=40,
        step=0.5,
        unit=_("weight"),
        naive=40,
        meaning=_("weight from which a clerk looks at a pair; the same as merge_from: no clerk"),
    )

    def check(self):
        if self.review_from > self.merge_from:
            raise Problem(
                _(
                    "`review_from` is {review:g}, above `merge_from` ({merge:g}); it may be "
                    "{merge:g} or less, for the clerk looks at the pairs that are not merged yet."
                ).format(review=self.review_from, merge=self.merge_from)
            )


class Tables(Mapping):
    """Tables by name. Each look-up hands out a fresh copy, so nobody can spoil the market."""

    def __init__(self, makers: dict[str, Callable[[], pd.DataFrame]]):
        self._makers = makers

    def __getitem__(self, name):
        if name not in self._makers:
            raise Problem(
                _("There is no table {name!r}; the tables are {names}.").format(
                    name=name, names=", ".join(f'"{each}"' for each in self._makers)
                )
            )
        return self._makers[name]().copy()

    def __contains__(self, name):
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __repr__(self) -> str:
        return _("Tables: {names}").format(names=", ".join(self))


class ChannelFiles(Simulation):
    """Wenlan's four lists of one market: `data`, a merge `Plan`, its `play` and `score`.

    seed: any text or number; people: how many customers the market has (4,500 make about 9,200
    entries). `maria` names the entries of Maria Chen; `fields` says how alike two entries must be
    in a field to agree; `weights` says what an agreement is worth.
    """

    Plan = MergePlan

    def __init__(self, seed="wenlan", people: int = 4500):
        super().__init__(seed)
        self.people = _whole_number_of_people(people)
        self._company = make_company(self.seed, self.people)
        self._files, self._persons = market.channel_files(self._company, self.seed, THIS_MONTH)
        self._month = Month(market.clean_entries(self._files), self._persons)
        tables = {channel: partial(self._files.get, channel) for channel in self._files}
        tables |= {
            "clean": lambda: self._month.entries,
            "labelled": lambda: self._labelled,
            "pairs": lambda: self._weighed_pairs,
            "contacts": lambda: market.contacts(self._files, self.maria, self.seed),
            "accounts": lambda: market.accounts(self._company),
            "orders": lambda: market.orders(self._company, self._persons, self.seed),
            "customers": lambda: self._customers.drop(columns="person"),
            "buyers": lambda: self._buyers[0],
        }
        self.data = Tables(tables)

    @property
    def fields(self) -> dict[str, float]:
        """The least similarity with which two entries agree in a field; 1.0 is equal."""
        return dict(FIELDS)

    @cached_property
    def maria(self) -> dict[str, str]:
        """The entry of Maria Chen on each list."""
        entries = self._month.entries
        hers = entries[entries["entry"].map(self._persons) == MARIA]
        return dict(zip(hers["channel"], hers["entry"], strict=True))

    @property
    def weights(self) -> pd.DataFrame:
        """m, u and the weights of agreeing and disagreeing, by field, from the labelled pairs."""
        return self._weights.copy()

    def reveal(self) -> dict:
        """The hidden truth, for afterwards: who is who, who lives with whom, what is planted."""
        people = self._company.people
        household = people["household"]
        entries = self._persons.rename("person").reset_index()
        customers = self._customers[["customer", "person"]]
        return {
            "entries": entries.assign(household=household.loc[entries["person"]].to_numpy()),
            "customers": customers.assign(household=household.loc[customers["person"]].to_numpy()),
            "people": people.copy(),
            "households": self._company.households.copy(),
            "firms": self._company.firms.copy(),
            "kinds": self._buyers[1].copy(),
            "m_and_u": models.m_and_u(self._month.agreements, self._month.same),
            "difficulties": difficulties(self._company),
        }

    def play_on(self, plan, draw):
        return self._draw(draw).play(plan)

    def worth(self, result):
        return -result.cost

    @cached_property
    def _labelled(self):
        """Pairs that two clerks decided; they phoned when in doubt, so they are right.

        A third are the same customer, far more than among all pairs: m and u are shares within
        the same and within the different, so that how many there are of each doesn't matter.
        """
        random = stream(self.seed, "labelled")
        same = self._month.same
        some = min(LABELLED_SAME, same.sum())
        chosen = np.concatenate(
            [
                random.choice(np.flatnonzero(same), some, replace=False),
                random.choice(np.flatnonzero(~same), LABELLED_DIFFERENT, replace=False),
            ]
        )
        chosen = random.permutation(chosen)
        return self._month.pairs.iloc[chosen].assign(same=same[chosen]).reset_index(drop=True)

    @cached_property
    def _weights(self):
        labelled = self._labelled
        agreements = models.compare(labelled, self._month.entries, FIELDS)
        shares = models.m_and_u(agreements, labelled["same"])
        # A share of 0 or 1 in a sample is no proof: it would have an infinite weight.
        return models.agreement_weights(shares.clip(SMALLEST_SHARE, 1 - SMALLEST_SHARE))

    @cached_property
    def _weighed_pairs(self):
        weight = models.match_weights(self._month.agreements, self._weights)
        return self._month.pairs.assign(weight=weight.round(3))

    @cached_property
    def _customers(self):
        return market.customers(self._company, self._month.entries, self._persons, self.seed)

    @cached_property
    def _buyers(self):
        return market.buyers(self._customers, self.seed)

    @cached_property
    def _draws(self):
        return {}

    def _draw(self, name):
        """The month of that name with its weights and the clerk's luck, made once."""
        if name not in self._draws:
            files, persons = market.channel_files(self._company, self.seed, name)
            month = Month(market.clean_entries(files), persons)
            luck = stream(self.seed, name, "clerk").random(len(month.pairs))
            self._draws[name] = Draw(month, self._weights, luck)
        return self._draws[name]


def _whole_number_of_people(came):
    if isinstance(came, bool) or not isinstance(came, Integral) or came not in PEOPLE:
        raise Problem(
            _("`people` is {came!r}; I need a whole number from {low:,} to {high:,}.").format(
                came=came, low=PEOPLE.start, high=PEOPLE.stop - 1
            )
        )
    return int(came)


class Month:
    """The clean entries of a month, the candidate pairs, and which of them are the same person."""

    def __init__(self, entries: pd.DataFrame, persons: pd.Series):
        self.entries = entries
        self.person = persons.loc[entries["entry"]].to_numpy()
        self.people = len(np.unique(self.person))
        self.pairs = models.candidate_pairs(blocking_keys(entries), BLOCKING_KEYS)

    @cached_property
    def agreements(self) -> pd.DataFrame:
        return models.compare(self.pairs, self.entries, FIELDS)

    @cached_property
    def positions(self) -> tuple[np.ndarray, np.ndarray]:
        """At which rows of the entries the two of each pair stand."""
        rows = pd.Index(self.entries["entry"])
        return rows.get_indexer(self.pairs["entry_a"]), rows.get_indexer(self.pairs["entry_b"])

    @cached_property
    def same(self) -> np.ndarray:
        first, second = self.positions
        return self.person[first] == self.person[second]


def blocking_keys(entries: pd.DataFrame) -> pd.DataFrame:
    """The entries with two more keys, which bear a typing error or an initial.

    name_start: the first two letters of each word of the name ("ch ma")
    place_start: the postcode and the first letter of each word of the name ("319006 c m")
    """
    words = entries["name"].str.split()
    name_start = words.map(lambda name: " ".join(word[:2] for word in name))
    initials = words.map(lambda name: " ".join(word[0] for word in name))
    return entries.assign(name_start=name_start, place_start=entries["postcode"] + " " + initials)


class Draw:
    """A month ready to be played: what doesn't depend on the plan is worked out once."""

    def __init__(self, month: Month, weights: pd.DataFrame, luck: np.ndarray):
        self.month = month
        weight = models.match_weights(month.agreements, weights).to_numpy()
        # Pairs from the highest weight down: a plan merges the first so many.
        order = np.argsort(-weight, kind="stable")
        self.weight = weight[order]
        self.first, self.second = (rows[order] for rows in month.positions)
        # The clerk is right when the luck of the pair is below 0.97, whatever the plan.
        says_same = month.same == (luck < CLERK_IS_RIGHT)
        self.clerk_says_same = np.flatnonzero(says_same[order])
        self.joining = self._joining()

    def _joining(self):
        """The places of the pairs that join two groups which the pairs before have not joined.

        The pairs before any place and those of `joining` before it make the same clusters, so a
        play need not look at the others. They are the edges of a minimum spanning forest, whose
        edges weigh their place in the order.
        """
        count = len(self.month.entries)
        place = np.arange(1, len(self.weight) + 1, dtype=float)
        pairs = coo_array((place, (self.first, self.second)), shape=(count, count))
        forest = minimum_spanning_tree(pairs.tocsr())
        return np.sort(forest.data).astype(int) - 1

    def play(self, plan: MergePlan) -> "Merged":
        merged, looked_at = np.searchsorted(-self.weight, (-plan.merge_from, -plan.review_from), "right")
        joined = self.joining[: np.searchsorted(self.joining, merged)]
        begin, end = np.searchsorted(self.clerk_says_same, (merged, looked_at))
        pairs = np.concatenate([joined, self.clerk_says_same[begin:end]])
        count = len(self.month.entries)
        links = coo_array(
            (np.ones(len(pairs), dtype=bool), (self.first[pairs], self.second[pairs])),
            shape=(count, count),
        )
        customers, customer = connected_components(links, directed=False)
        return Merged(plan, self.month, customer, int(looked_at - merged))


@dataclass(frozen=True, eq=False)
class Merged:
    """What a month came to under a plan.

    plan; month: its entries and who they are; customer: the number of the customer that each entry
    was merged into; reviewed: the pairs that the clerk looked at.
    """

    plan: MergePlan
    month: Month
    customer: np.ndarray
    reviewed: int

    @cached_property
    def _person_in_customer(self) -> np.ndarray:
        """Each (customer, person) that occurs, once, as one number: customer * people + person."""
        people = self.month.person.max() + 1
        return np.unique(self.customer.astype(np.int64) * people + self.month.person)

    @cached_property
    def false_merges(self) -> int:
        """Over all customers, the people in one beyond the first."""
        return len(self._person_in_customer) - int(self.customer.max() + 1)

    @cached_property
    def missed_merges(self) -> int:
        """Over all people, the customers that one appears as beyond the first."""
        return len(self._person_in_customer) - self.month.people

    @property
    def costs(self) -> dict[str, int]:
        """The parts of the cost, in yuan."""
        return {
            _("false merges"): FALSE_MERGE * self.false_merges,
            _("missed merges"): MISSED_MERGE * self.missed_merges,
            _("clerk"): REVIEW * self.reviewed,
        }

    @property
    def cost(self) -> int:
        """What the month costs, in yuan."""
        return sum(self.costs.values())

    @cached_property
    def by_customer(self) -> pd.DataFrame:
        """One row a person: entries, customers they appear as, people they are mixed up with, cost.

        cost (yuan) is the person's share: of a false merge each person in it bears the same part.
        All but the clerk's pay adds up to the cost of the month.
        """
        people = self.month.person.max() + 1
        customer, person = np.divmod(self._person_in_customer, people)
        inside = np.bincount(customer)[customer]
        parts = pd.DataFrame(
            {
                "person": person,
                "appears_as": 1,
                "mixed_with": inside - 1,
                "cost": MISSED_MERGE + FALSE_MERGE * (inside - 1) / inside,
            }
        )
        table = parts.groupby("person", as_index=False).sum()
        table["cost"] = (table["cost"] - MISSED_MERGE).round(2)
        table.insert(1, "entries", np.bincount(self.month.person)[table["person"]])
        return table

    @cached_property
    def examples(self) -> dict[str, pd.DataFrame]:
        """Some entries that were "wrongly merged" and some that were "wrongly split", to look at.

        case numbers the examples; customer is the one that the entry was merged into; really tells
        the people of a case apart.
        """
        people = self.month.person.max() + 1
        customer, person = np.divmod(self._person_in_customer, people)
        merged = np.flatnonzero(np.bincount(customer) > 1)
        split = np.flatnonzero(np.bincount(person) > 1)
        return {
            "wrongly merged": self._cases(self.customer, merged),
            "wrongly split": self._cases(self.month.person, split),
        }

    def _cases(self, group, wrong):
        """The entries of the first few wrong groups that aren't too large to be read."""
        small = wrong[np.bincount(group)[wrong] <= LARGEST_EXAMPLE][:EXAMPLES]
        shown = np.isin(group, small)
        table = self.month.entries[shown].drop(columns="firm")
        table.insert(0, "case", np.searchsorted(small, group[shown]) + 1)
        table.insert(1, "customer", self.customer[shown] + 1)
        table.insert(2, "person", self.month.person[shown])
        return table.sort_values(["case", "customer", "person"], ignore_index=True)

    def __repr__(self) -> str:
        return _(
            "The month costs {cost:,} yuan: {false:,} false merges, {missed:,} missed merges, "
            "{reviewed:,} pairs for the clerk."
        ).format(
            cost=self.cost,
            false=self.false_merges,
            missed=self.missed_merges,
            reviewed=self.reviewed,
        )

    def _repr_html_(self) -> str:
        numbers = [self.false_merges, self.missed_merges, self.reviewed]
        table = pd.DataFrame(
            {_("number"): [*numbers, ""], _("yuan"): [*self.costs.values(), self.cost]},
            index=[*self.costs, _("together")],
        )
        return f"<p>{self!r}</p>" + table.to_html()


def difficulties(company: Company) -> pd.Series:
    """How many of each planted difficulty the market has."""
    people, households = company.people, company.households
    heads = people[people["role"] == "head"].set_index("household")
    others = people[people["role"] != "head"]
    head = heads.loc[others["household"]]
    namesakes = (others["given"].to_numpy() == head["given"].to_numpy()) & (
        others["family"].to_numpy() == head["family"].to_numpy()
    )
    counts = {
        _("pairs of twins"): (people["role"] == "twin").sum(),
        _("fathers and sons of one name"): namesakes.sum(),
        _("people who moved house"): (people["old_street"] != "").sum(),
        _("people with a new mobile number"): (people["old_phone"] != "").sum(),
        _("people with nicknames"): (people["other_given"] != "").sum(),
        _("people who live with another customer"): people["household"].duplicated(keep=False).sum(),
        _("people in a student hostel"): households["hostel"].to_numpy()[people["household"]].sum(),
        _("people employed by a firm"): (people["firm"] >= 0).sum(),
    }
    return pd.Series(counts, name=_("number"))
