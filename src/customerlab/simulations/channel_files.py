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

# With the people, the pairs of one name grow faster: 20,000 people have two million, in 1 GB.
FEWEST_PEOPLE, MOST_PEOPLE = 200, 30_000


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
        if not isinstance(name, str) or name not in self._makers:
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

    seed: any text or number; people: how many customers the market has (4,500 make about 9,400
    entries). `data` holds the tables that customerlab.market.datasets describes; `maria` names the
    entries of Maria Chen; `fields` says how alike two entries must be in a field to agree;
    `weights` says what an agreement is worth.

    A play merges the next month's entries, with the weights that were learned from this month's
    labelled pairs. By the theory a pair should be merged when the odds that it is one person are
    better than 40 to 6. With 7 same among 100 candidate pairs that is from a weight of
    log2(40/6) - log2(7/93) = 6.5, and near there the best line lies. The odds computed from a
    weight are too sure of themselves, though: the theory takes the fields for independent, but
    whoever lives in the same house agrees in street, postcode and often phone all at once.
    """

    Plan = MergePlan

    def __init__(self, seed="wenlan", people: int = 4500):
        super().__init__(seed)
        self.people = _whole_number_of_people(people)
        self._company = make_company(self.seed, self.people)
        self._files, self._persons = market.channel_files(self._company, self.seed, THIS_MONTH)
        self._entries = market.clean_entries(self._files)
        self._draws = {}
        tables = {channel: partial(self._files.get, channel) for channel in self._files}
        tables |= {
            "clean": lambda: self._entries,
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
        hers = self._entries[self._person_of(self._entries) == MARIA]
        return dict(zip(hers["channel"], hers["entry"], strict=True))

    @property
    def weights(self) -> pd.DataFrame:
        """m, u and the weights of agreeing and disagreeing, by field, from the labelled pairs."""
        return self._weights.copy()

    def reveal(self) -> dict:
        """The hidden truth, for afterwards.

        entries and customers: which person and household each is; people, households and firms as
        in customerlab.market.company; kinds: of buyers, by customer; m_and_u: the true shares among
        all candidate pairs; difficulties: how many of each are planted.
        """
        people = self._company.people
        household = people["household"].to_numpy()
        entries = self._persons.reset_index()
        customers = self._customers[["customer", "person"]]
        return {
            "entries": entries.assign(household=household[entries["person"]]),
            "customers": customers.assign(household=household[customers["person"]]),
            "people": people.copy(),
            "households": self._company.households.copy(),
            "firms": self._company.firms.copy(),
            "kinds": self._buyers[1].copy(),
            "m_and_u": models.m_and_u(self._agreements, self._same),
            "difficulties": difficulties(self._company),
        }

    def play_on(self, plan, draw):
        return self._month(draw).merge(plan)

    def worth(self, result):
        return -result.cost

    def _month(self, draw):
        """The month of that draw with the weights of its pairs and the clerk's luck, made once."""
        if draw not in self._draws:
            files, persons = market.channel_files(self._company, self.seed, draw)
            entries = market.clean_entries(files)
            pairs = candidate_pairs(entries)
            weight = self._weigh(models.compare(pairs, entries, FIELDS))
            luck = stream(self.seed, draw, "clerk").random(len(pairs))
            person = persons.loc[entries["entry"]].to_numpy()
            self._draws[draw] = Month(entries, person, _rows(pairs, entries), weight, luck)
        return self._draws[draw]

    def _person_of(self, entries, column="entry"):
        return self._persons.loc[entries[column]].to_numpy()

    @cached_property
    def _pairs(self):
        return candidate_pairs(self._entries)

    @cached_property
    def _agreements(self):
        return models.compare(self._pairs, self._entries, FIELDS)

    @cached_property
    def _same(self):
        return self._person_of(self._pairs, "entry_a") == self._person_of(self._pairs, "entry_b")

    @cached_property
    def _labelled(self):
        """Pairs that two clerks decided; they phoned when in doubt, so they are right.

        A third are the same customer, far more than among all pairs: m and u are shares within
        the same and within the different, so how many there are of each doesn't matter.
        """
        random = stream(self.seed, "labelled")
        same, different = np.flatnonzero(self._same), np.flatnonzero(~self._same)
        chosen = np.concatenate(
            [
                random.choice(same, min(LABELLED_SAME, len(same)), replace=False),
                random.choice(different, min(LABELLED_DIFFERENT, len(different)), replace=False),
            ]
        )
        chosen = random.permutation(chosen)
        return self._pairs.iloc[chosen].assign(same=self._same[chosen]).reset_index(drop=True)

    @cached_property
    def _weights(self):
        agreements = models.compare(self._labelled, self._entries, FIELDS)
        shares = models.m_and_u(agreements, self._labelled["same"])
        # A share of 0 or 1 in a sample is no proof, and would have an infinite weight.
        return models.agreement_weights(shares.clip(SMALLEST_SHARE, 1 - SMALLEST_SHARE))

    def _weigh(self, agreements):
        return models.match_weights(agreements, self._weights).to_numpy()

    @cached_property
    def _weighed_pairs(self):
        return self._pairs.assign(weight=self._weigh(self._agreements).round(3))

    @cached_property
    def _customers(self):
        return market.customers(self._company, self._entries, self._persons, self.seed)

    @cached_property
    def _buyers(self):
        return market.buyers(self._customers, self.seed)


def _whole_number_of_people(came):
    whole = isinstance(came, Integral) and not isinstance(came, bool)
    if not whole or not FEWEST_PEOPLE <= came <= MOST_PEOPLE:
        raise Problem(
            _("`people` is {came!r}; I need a whole number from {low:,} to {high:,}.").format(
                came=came, low=FEWEST_PEOPLE, high=MOST_PEOPLE
            )
        )
    return int(came)


def blocking_keys(entries: pd.DataFrame) -> pd.DataFrame:
    """The entries with two more keys, which bear typing errors and initials.

    name_start: the first two letters of each word of the name ("ch ma")
    place_start: the postcode and the first letter of each word of the name ("319006 c m")
    """
    words = entries["name"].str.split()
    name_start = words.map(lambda name: " ".join(word[:2] for word in name))
    initials = words.map(lambda name: " ".join(word[0] for word in name))
    return entries.assign(name_start=name_start, place_start=entries["postcode"] + " " + initials)


def candidate_pairs(entries: pd.DataFrame) -> pd.DataFrame:
    """The pairs of entries that are worth comparing: about 97 in 100 of the true ones are there."""
    return models.candidate_pairs(blocking_keys(entries), BLOCKING_KEYS)


def _rows(pairs, entries):
    """At which rows of the entries the first and the second of each pair stand."""
    names = pd.Index(entries["entry"])
    return names.get_indexer(pairs["entry_a"]), names.get_indexer(pairs["entry_b"])


class Month:
    """A month ready to be merged: what doesn't depend on the plan is worked out once.

    entries, and the person behind each; the rows of the entries that each pair joins, its weight
    and its luck with the clerk (0 to 1).
    """

    def __init__(self, entries, person, rows, weight, luck):
        self.entries = entries
        self.person = person
        self.people = len(np.unique(person))
        # Pairs from the highest weight down: a plan merges the first so many.
        order = np.argsort(-weight, kind="stable")
        self.weight = weight[order]
        self.first, self.second = (each[order] for each in rows)
        same = person[self.first] == person[self.second]
        self.clerk_says_same = same == (luck[order] < CLERK_IS_RIGHT)
        self.joining = self._joining()

    def _joining(self):
        """The places of the pairs that join two groups which no pair before them has joined.

        The first so many pairs and those of `joining` among them make the same customers, so that a
        play looks at few. They are the edges of a minimum spanning forest, if an edge weighs its
        place in the order.
        """
        place = np.arange(1, len(self.weight) + 1, dtype=float)
        shape = (len(self.entries), len(self.entries))
        pairs = coo_array((place, (self.first, self.second)), shape=shape)
        return np.sort(minimum_spanning_tree(pairs.tocsr()).data).astype(int) - 1

    def merge(self, plan: MergePlan) -> "Merged":
        lines = -plan.merge_from, -plan.review_from
        merged, looked_at = np.searchsorted(-self.weight, lines, "right")
        joined = self.joining[: np.searchsorted(self.joining, merged)]
        customer = self._customers(joined)
        # The clerk gets the pairs between the lines whose entries aren't one customer already.
        pile = np.arange(merged, looked_at)
        pile = pile[customer[self.first[pile]] != customer[self.second[pile]]]
        if len(pile):
            customer = self._customers(np.concatenate([joined, pile[self.clerk_says_same[pile]]]))
        return Merged(plan, self, customer, len(pile))

    def _customers(self, pairs):
        """The number of the customer that each entry belongs to when these pairs are merged."""
        shape = (len(self.entries), len(self.entries))
        rows = self.first[pairs], self.second[pairs]
        links = coo_array((np.ones(len(pairs), dtype=bool), rows), shape=shape)
        return connected_components(links, directed=False)[1]


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

        case numbers the examples; customer is the one that the entry was merged into, person who it
        really is.
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
    shared = people["household"].duplicated(keep=False)
    hostel = households["hostel"].to_numpy()[people["household"]]
    namesakes = (others["given"].to_numpy() == head["given"].to_numpy()) & (
        others["family"].to_numpy() == head["family"].to_numpy()
    )
    counts = {
        _("pairs of twins"): (people["role"] == "twin").sum(),
        _("fathers and sons of one name"): namesakes.sum(),
        _("people who moved house"): (people["old_street"] != "").sum(),
        _("people with a new mobile number"): (people["old_phone"] != "").sum(),
        _("people with nicknames"): (people["other_given"] != "").sum(),
        _("people who live with another customer"): shared.sum(),
        _("people in a student hostel"): hostel.sum(),
        _("people employed by a firm"): (people["firm"] >= 0).sum(),
    }
    return pd.Series(counts, name=_("number"))
