"""Wenlan Office and its customers as they really are: the hidden truth behind all chapters.

Everything is invented. Phones begin with 101 to 109 (mobile) or 0574-1 (landlines, which in China
never begin with 1), e-mail ends with example.com, .net or .org: none of them can reach anybody.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from customerlab.market import names
from customerlab.market.randomness import pick, stream

# The day on which the course takes place. Ages, years and the log of contacts end here.
TODAY = pd.Timestamp("2025-12-31")

# How the customers live: share of households, and who of them is a customer. Invented; the shares
# are chosen so that one customer in two lives with another customer.
HOUSEHOLDS = {
    "single": (0.70, ("head",)),
    "couple": (0.14, ("head", "partner")),
    "family": (0.05, ("head", "partner", "child")),
    "large family": (0.02, ("head", "partner", "child", "child")),
    "parent and child": (0.05, ("head", "child")),
    "brothers or sisters": (0.03, ("head", "sibling")),
    "twins": (0.01, ("head", "twin")),
}

# Shares of people, invented.
ENGLISH_NAME = 0.25  # go by an English given name
ONE_SYLLABLE = 0.30  # given names of one syllable; the others have two
SAME_FIRST_SYLLABLE = 0.50  # brothers and sisters whose given names begin alike
SON_NAMED_ALIKE = 0.12  # of a father's sons: other characters, the same name in pinyin
MOVED = 0.10  # moved house in the last years
NEW_PHONE = 0.10  # changed their mobile number
NEW_EMAIL = 0.10  # changed their e-mail address
SHARED_EMAIL = 0.05  # of partners: use the other's e-mail address
IN_HOSTEL = 0.03  # of single households: students who share street and postcode with the hostel
AT_AN_ACCOUNT = 0.12  # of adults: employed by a firm with an account
AT_A_SMALL_FIRM = 0.08  # of adults: employed by a small firm without one
FIRM_IN_TOWER = 0.35  # of firms: have their office in an office tower

PEOPLE_A_LINE = 4  # colleagues who share an office phone

PEOPLE_A_POSTCODE = 150
STREETS_A_POSTCODE = 10
HIGHEST_HOUSE_NUMBER = 250
PEOPLE_A_HOSTEL = 40
PEOPLE_A_TOWER = 2500
PEOPLE_A_SMALL_FIRM = 40  # of all people; few of them work there
MOST_SMALL_FIRMS = 10_000  # so that there are office numbers for all, even of a million people
PEOPLE_AN_AGREEMENT = 900  # so that 4,500 people make five master agreements

# Maria Chen, whom every market has: the same person each time.
MARIA = 0  # her number among the people
MARIA_CHEN = {
    "family": "Chen",
    "given": "Maria",
    "other_given": "Mia",
    "sex": "f",
    "birthday": "1974-03-09",
    "phone": "10123456789",
    "email": "maria.chen@example.com",
    "work_email": "m.chen@example.org",
    "street": "12 Zhongshan Road",
}


@dataclass(frozen=True)
class Company:
    """The people, households and firms of one market.

    people: one row a person, its index the person's number. household and firm are row numbers of
        the other tables (firm -1: none). role: head, partner, child, sibling or twin. other_given:
        nicknames or a second given name, separated by "|". old_phone, old_email, old_street and
        old_postcode hold what the person had before, or an empty text.
    households: one row a household; kind as in HOUSEHOLDS, "hostel" True for a room in a hostel.
    firms: one row a firm; account, parent and agreement are NaN where there is none. phone is what
        the firm's numbers begin with.
    """

    people: pd.DataFrame
    households: pd.DataFrame
    firms: pd.DataFrame


def make_company(seed, people: int) -> Company:
    """The market of `seed` with that many people; the same on every machine."""
    households, members = _households(seed, people)
    firms = _firms(seed, people)
    persons = _people(seed, members, households)
    persons = persons.assign(**_employment(seed, persons, firms))
    _plant_maria(persons, households, firms)
    return Company(persons, households, firms)


# Households and addresses


def _households(seed, people):
    """The table of households; and one row a person, with household and role."""
    random = stream(seed, "households")
    kinds = list(HOUSEHOLDS)
    shares = np.array([share for share, _ in HOUSEHOLDS.values()])
    kind = random.choice(len(kinds), size=people, p=shares / shares.sum())
    # The first person is Maria Chen, who lives alone: her mistakes should be Wenlan's, not ours.
    kind[0] = kinds.index("single")
    sizes = np.array([len(roles) for _, roles in HOUSEHOLDS.values()])[kind]
    count = int(np.searchsorted(sizes.cumsum(), people)) + 1
    kind, sizes = kind[:count], sizes[:count]

    roles = [role for number in kind for role in HOUSEHOLDS[kinds[number]][1]][:people]
    household = np.repeat(np.arange(count), sizes)[:people]
    members = pd.DataFrame({"household": household, "role": roles})

    hostel = (kind == kinds.index("single")) & (random.random(count) < IN_HOSTEL)
    hostel[0] = False
    street, postcode = _addresses(stream(seed, "addresses"), people, count)
    _put_into_hostels(street, postcode, np.flatnonzero(hostel))
    old_street, old_postcode = _addresses(stream(seed, "old addresses"), people, count)
    table = pd.DataFrame(
        {
            "kind": [kinds[number] for number in kind],
            "hostel": hostel,
            "street": street,
            "postcode": postcode,
            "old_street": old_street,
            "old_postcode": old_postcode,
            "home_phone": _home_phones(stream(seed, "home phones"), count),
        }
    )
    return table, members


def _addresses(random, people, count):
    """Street with house number, and postcode, for `count` doors; the city grows with the people."""
    postcodes = max(12, people // PEOPLE_A_POSTCODE)
    streets = np.array(
        [random.permutation(len(names.STREETS))[:STREETS_A_POSTCODE] for _ in range(postcodes)]
    )
    area = random.integers(postcodes, size=count)
    which = streets[area, random.integers(STREETS_A_POSTCODE, size=count)]
    number = random.integers(1, HIGHEST_HOUSE_NUMBER + 1, size=count)
    street = [f"{n} {names.STREETS[w]}" for n, w in zip(number.tolist(), which, strict=True)]
    return street, _postcodes(area)


def _postcodes(area):
    # 319 is in use in no city of the province that 31 belongs to.
    return [f"{319001 + number}" for number in area.tolist()]


def _put_into_hostels(street, postcode, households):
    for place, household in enumerate(households.tolist()):
        hostel = place // PEOPLE_A_HOSTEL
        street[household] = f"{1 + 2 * hostel} Xueyuan Road"
        postcode[household] = "319001"


def _home_phones(random, count):
    return [f"05741{number:07d}" for number in _distinct(random, 8 * 10**6, count)]


def _office_phones(random, count):
    """The first ten digits of each firm's numbers; the last two are the line."""
    return [f"05741{number:05d}" for number in 80_000 + random.choice(20_000, count, replace=False)]


def _mobiles(random, count):
    numbers = _distinct(random, 9 * 10**8, count)
    return [f"10{1 + number // 10**8}{number % 10**8:08d}" for number in numbers]


def _distinct(random, below, count):
    return random.choice(below, size=count, replace=False).tolist()


# People


def _people(seed, members, households):
    people = members.copy()
    people["sex"] = _sexes(seed, people)
    people["family"] = _family_names(seed, people)
    people = people.assign(**_given_names(seed, people))
    people["birthday"] = _birthdays(seed, people, households)
    people = people.assign(**_phones(seed, people, households))
    people = people.assign(**_emails(seed, people))
    return people.assign(**_homes(seed, people, households))


def _head_of(people):
    """For each person, the number of the first person of the household."""
    first = people["role"].eq("head").to_numpy().nonzero()[0]
    return first[people["household"].to_numpy()]


def _sexes(seed, people):
    female = stream(seed, "sex").random(len(people)) < 0.5
    head, role = _head_of(people), people["role"].to_numpy()
    female = np.where(role == "partner", ~female[head], female)
    female = np.where(role == "twin", female[head], female)
    return np.where(female, "f", "m")


def _family_names(seed, people):
    shares = np.array(list(names.FAMILY_NAMES.values()))
    drawn = stream(seed, "family names").choice(
        list(names.FAMILY_NAMES), size=len(people), p=shares / shares.sum()
    )
    # Married people keep their names; children have the father's, brothers and sisters the head's.
    head, role = _head_of(people), people["role"].to_numpy()
    partner = head + 1
    has_partner = role[partner.clip(max=len(people) - 1)] == "partner"
    father = np.where(has_partner & (people["sex"].to_numpy()[head] == "f"), partner, head)
    source = np.select([role == "child", role != "partner"], [father, head], np.arange(len(people)))
    return drawn[source]


def _given_names(seed, people):
    """given: the name that the person goes by; other_given: others, separated by "|"."""
    random = stream(seed, "given names")
    count = len(people)
    single, first, second, which_english = random.integers(10**6, size=(4, count)).tolist()
    one_syllable, alike, named_after, english = (
        random.random((4, count))
        < [[ONE_SYLLABLE], [SAME_FIRST_SYLLABLE], [SON_NAMED_ALIKE], [ENGLISH_NAME]]
    ).tolist()
    roles, sexes = people["role"].tolist(), people["sex"].tolist()
    of_twins = people["household"].isin(people["household"][people["role"] == "twin"]).tolist()

    given, other = [], []
    for person, head in enumerate(_head_of(people).tolist()):
        role, sex = roles[person], sexes[person]
        firsts, seconds = names.FIRST_SYLLABLE[sex], names.SECOND_SYLLABLE[sex]
        name = pick(firsts, first[person]) + pick(seconds, second[person])
        others = ()
        if role == "twin":
            # Twins' names begin alike and never end alike.
            step = 1 + second[person] % (len(seconds) - 1)
            name = pick(firsts, first[head]) + pick(seconds, second[head] + step)
        elif role == "sibling" and alike[person]:
            name = pick(firsts, first[head]) + pick(seconds, second[person])
        elif one_syllable[person] and not of_twins[person]:
            name = pick(names.SINGLE[sex], single[person])
        if english[person] and not of_twins[person]:
            pinyin = name
            name = pick(list(names.ENGLISH[sex]), which_english[person])
            others = (*names.ENGLISH[sex][name], pinyin)
        if role == "child" and sex == sexes[head] == "m" and named_after[person]:
            name, others = given[head], ()
        given.append(name)
        other.append("|".join(others))
    return {"given": given, "other_given": other}


def _birthdays(seed, people, households):
    """Birthdays as ISO text; heads are 18 to 78, children at least 14."""
    random = stream(seed, "birthdays")
    count = len(people)
    kind = households["kind"].to_numpy()[people["household"]]
    parent = np.isin(kind, ["family", "large family", "parent and child"])
    hostel = households["hostel"].to_numpy()[people["household"]]
    youngest = np.select([parent, hostel], [42, 18], default=20)
    oldest = np.select([parent, hostel, kind == "twins"], [72, 24, 45], default=78)
    age = youngest + random.random(count) * (oldest - youngest)

    head, role = _head_of(people), people["role"].to_numpy()
    partner = np.maximum(age[head] + random.normal(0, 3, count), 20)
    child = np.maximum(age[head] - 22 - 12 * random.random(count), 14)
    sibling = np.maximum(age[head] + random.uniform(-8, 8, count), 14)
    age = np.select(
        [role == "partner", role == "child", role == "sibling", role == "twin"],
        [partner, child, sibling, age[head]],
        default=age,
    )
    days = (age * 365.25).astype(int)
    return (np.datetime64(TODAY, "D") - days).astype(str)


def _phones(seed, people, households):
    """Mobile numbers now and before, and the household's landline."""
    count = len(people)
    numbers = _mobiles(stream(seed, "mobiles"), 2 * count)
    changed = stream(seed, "new phones").random(count) < NEW_PHONE
    return {
        "phone": numbers[:count],
        "old_phone": np.where(changed, numbers[count:], ""),
        "home_phone": households["home_phone"].to_numpy()[people["household"]],
    }


def _emails(seed, people):
    """Private e-mail addresses now and before: each person's own, or the partner's."""
    random = stream(seed, "e-mail")
    count = len(people)
    style, host = random.integers(4, size=count), random.integers(2, size=count)
    changed, shared = random.random((2, count)) < [[NEW_EMAIL], [SHARED_EMAIL]]
    taken = {_local(MARIA_CHEN["email"]): 1}
    email, old_email = [], []
    rows = zip(
        people["given"].str.lower(),
        people["family"].str.lower(),
        people["birthday"].str[2:4],
        strict=True,
    )
    for person, (given, family, year) in enumerate(rows):
        local = (
            f"{given}.{family}",
            f"{family}{given}{year}",
            f"{given}{year}",
            f"{given[0]}.{family}",
        )
        domain = ("example.com", "example.net")[host[person]]
        email.append(_free(local[style[person]], domain, taken))
        old = _free(local[style[person] - 1], "example.net", taken) if changed[person] else ""
        old_email.append(old)
    head = _head_of(people)
    with_partner = (people["role"] == "partner").to_numpy() & shared
    email = np.array(email, dtype=object)
    return {"email": np.where(with_partner, email[head], email), "old_email": old_email}


def _local(email):
    return email.split("@")[0]


def _free(local, host, taken):
    """The address, with a number behind the name if somebody has it already."""
    taken[local] = taken.get(local, 0) + 1
    number = "" if taken[local] == 1 else str(taken[local])
    return f"{local}{number}@{host}"


def _homes(seed, people, households):
    """Where each person lives, and lived before moving; a household moves together."""
    moved = stream(seed, "moves").random(len(households)) < MOVED
    home = households.assign(
        old_street=households["old_street"].where(moved, ""),
        old_postcode=households["old_postcode"].where(moved, ""),
    ).iloc[people["household"]]
    columns = ["street", "postcode", "old_street", "old_postcode"]
    return {column: home[column].to_numpy() for column in columns}


# Firms


def _firms(seed, people):
    """The firms with an account, group by group, and then the small firms without one."""
    random = stream(seed, "accounts")
    usual = max(1, round(people / PEOPLE_AN_AGREEMENT))
    agreements = max(1, usual + int(random.integers(-1, 2)))
    small = min(max(1, people // PEOPLE_A_SMALL_FIRM), MOST_SMALL_FIRMS)
    firm_names = _firm_names(stream(seed, "firm names"), agreements + usual + small)
    tops, others = firm_names[: agreements + usual], firm_names[agreements + usual :]

    rows = []  # name, row of the parent, agreement
    for group, name in enumerate(tops):
        rows += _group(random, name, len(rows), f"M{group + 1}" if group < agreements else None)
    account = [f"A{number:02d}" for number in range(1, len(rows) + 1)]
    table = pd.DataFrame(
        rows + [(name, None, None) for name in others], columns=["name", "parent", "agreement"]
    )
    table["parent"] = [account[int(row)] if pd.notna(row) else None for row in table["parent"]]
    table["account"] = account + [None] * len(others)

    places = stream(seed, "offices")
    street, postcode = _addresses(places, people, len(table))
    _put_into_towers(places, people, street, postcode)
    table["street"], table["postcode"] = street, postcode
    table["phone"] = _office_phones(stream(seed, "office phones"), len(table))
    return table


def _group(random, name, row, agreement):
    """A company and the firms below it: one to three with a master agreement, else one or none.

    The third stands below the first, so that some groups have three levels.
    """
    below = int(random.integers(1, 4)) if agreement else int(random.integers(0, 2))
    labels = random.permutation(len(names.SITES)).tolist()
    firms = [(name, None, agreement)]
    for place in range(min(below, 2)):
        firms.append((f"{name} {names.SITES[labels[place]]}", row, None))
    if below == 3:
        firms.append((f"{firms[1][0]} {names.DEPARTMENTS[labels[2]]}", row + 1, None))
    return firms


def _firm_names(random, count):
    """Different names; where there are more firms than names, some have a number behind them."""
    firsts, seconds, trades = names.FIRM_FIRST, names.FIRM_SECOND, names.TRADES
    words = len(firsts) * len(seconds) * len(trades)
    firm_names = []
    for number in _distinct(random, words * (1 + count // words), count):
        name = f"{pick(firsts, number)} {pick(seconds, number // len(firsts))}"
        name += f" {pick(trades, number // (len(firsts) * len(seconds)))}"
        firm_names.append(name if number < words else f"{name} {number // words + 1}")
    return firm_names


def _put_into_towers(random, people, street, postcode):
    towers = max(1, people // PEOPLE_A_TOWER)
    in_tower = random.random(len(street)) < FIRM_IN_TOWER
    which = random.integers(towers, size=len(street))
    for firm in np.flatnonzero(in_tower).tolist():
        street[firm] = f"{88 + which[firm]} Jinrong Avenue"
        postcode[firm] = "319002"


def _employment(seed, people, firms):
    """Who works where: firms with an account differ much in size, small ones have a few people."""
    random = stream(seed, "employment")
    has_account = firms["account"].notna().to_numpy()
    accounts, small = np.flatnonzero(has_account), np.flatnonzero(~has_account)
    size = random.lognormal(0, 0.6, len(accounts))
    at_account = random.choice(accounts, size=len(people), p=size / size.sum())
    at_small = random.choice(small, size=len(people))
    draw = random.random(len(people))
    adult = (people["birthday"] < str(TODAY.year - 18)).to_numpy()
    employed = adult & (draw < AT_AN_ACCOUNT + AT_A_SMALL_FIRM)
    firm = np.select([~employed, draw < AT_AN_ACCOUNT], [-1, at_account], default=at_small)
    taken = {_local(MARIA_CHEN["work_email"]): 1}
    work_email = [
        _free(f"{given[0]}.{family}".lower(), "example.org", taken) if place >= 0 else ""
        for given, family, place in zip(people["given"], people["family"], firm, strict=True)
    ]
    return {"firm": firm, "work_email": work_email, "work_phone": _lines(firm, firms)}


def _lines(firm, firms):
    """Each employee's number at work; a few colleagues share a line, and have extensions."""
    colleague = pd.Series(firm).groupby(firm).cumcount().to_numpy()
    line = colleague // PEOPLE_A_LINE
    block = firms["phone"].tolist()
    return [
        f"{block[place]}{number % 100:02d}" if place >= 0 else ""
        for place, number in zip(firm.tolist(), line.tolist(), strict=True)
    ]


# Maria Chen


def _plant_maria(people, households, firms):
    """Make the first person Maria Chen, who works for the first firm with a master agreement."""
    for column, value in MARIA_CHEN.items():
        people.loc[MARIA, column] = value
    for column in ("old_phone", "old_email", "old_street", "old_postcode"):
        people.loc[MARIA, column] = ""
    people.loc[MARIA, "firm"] = 0
    people.loc[MARIA, "work_phone"] = firms.loc[0, "phone"] + "00"
    households.loc[people.loc[MARIA, "household"], "street"] = MARIA_CHEN["street"]
