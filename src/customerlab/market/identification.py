"""Chapter 1, Identification: what Wenlan's four channels write down about its customers.

`channel_files` writes the four lists with each channel's habits and errors, `clean_entries` puts
them into one form, and the other functions make the tables that the lessons use. Shares are
probabilities, money is in yuan, dates are days. All numbers are invented unless a comment says
where they come from.
"""

import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from customerlab.market.company import MARIA, Company
from customerlab.market.randomness import pick, stream

COLUMNS = ["entry", "name", "phone", "email", "street", "postcode", "birthday", "firm"]

# How each list writes a name, shown by example: family name, given name, title.
NAME_STYLES: dict[str, Callable[[str, str, str], str]] = {
    "CHEN MARIA": lambda family, given, title: f"{family} {given}".upper(),
    "MARIA CHEN": lambda family, given, title: f"{given} {family}".upper(),
    "maria chen": lambda family, given, title: f"{given} {family}".lower(),
    "chen maria": lambda family, given, title: f"{family} {given}".lower(),
    "Maria Chen": lambda family, given, title: f"{given} {family}",
    "Chen Maria (Ms.)": lambda family, given, title: f"{family} {given} ({title}.)",
    "Ms Chen, Maria": lambda family, given, title: f"{title} {family}, {given}",
    "Ms Maria Chen": lambda family, given, title: f"{title} {given} {family}",
    "Dr. Maria Chen": lambda family, given, title: f"Dr. {given} {family}",
}
# The same for mobile numbers and landlines: digits in, text out.
PHONE_STYLES: dict[str, Callable[[str], str]] = {
    "10123456789": lambda digits: digits,
    "101 2345 6789": lambda digits: f"{digits[:3]} {digits[3:7]} {digits[7:]}",
    "101-2345-6789": lambda digits: f"{digits[:3]}-{digits[3:7]}-{digits[7:]}",
    "+86 101 2345 6789": lambda digits: f"+86 {digits[:3]} {digits[3:7]} {digits[7:]}",
    "0086 10123456789": lambda digits: f"0086 {digits}",
    "0574 1123 4567": lambda digits: f"{digits[:4]} {digits[4:8]} {digits[8:]}",
    "0574-11234567": lambda digits: f"{digits[:4]}-{digits[4:]}",
    "0574-1123-4567": lambda digits: f"{digits[:4]}-{digits[4:8]}-{digits[8:]}",
    "0574-1123 4567": lambda digits: f"{digits[:4]}-{digits[4:8]} {digits[8:]}",
}
STREET_STYLES: dict[str, Callable[[str], str]] = {
    "12 Zhongshan Road": lambda street: street,
    "12 Zhongshan Rd.": lambda street: _abbreviated(street) + ".",
    "12 ZHONGSHAN RD": lambda street: _abbreviated(street).upper(),
    "No. 12, Zhongshan Road": lambda street: "No. " + street.replace(" ", ", ", 1),
}
ABBREVIATIONS = {"Road": "Rd", "Street": "St", "Avenue": "Ave", "Lane": "Ln"}


def _abbreviated(street):
    start, kind = street.rsplit(" ", 1)
    return f"{start} {ABBREVIATIONS[kind]}"


@dataclass(frozen=True)
class Habits:
    """How one channel keeps its list. All shares are of its entries unless they say otherwise."""

    letter: str  # with which its entries are numbered
    reach: float  # share of the people (sales: of employed people) who are on the list
    twice: float  # share of those who are on it a second time
    name_styles: dict[str, float]
    mobile_styles: dict[str, float]
    landline_style: str
    street_styles: dict[str, float]
    nickname: float  # of people with other given names: one of these is written
    initial: float  # given name as an initial
    by_ear: float  # spelt as heard
    name_typo: float  # one letter wrong
    # Which phone, e-mail and address is given; what remains to 1 is "none".
    # "office" counts only for people with an employer; the others give their own.
    phone: dict[str, float]
    email: dict[str, float]
    address: dict[str, float]
    birthday: float
    firm: float  # of employed people: the firm is written down
    number_typo: float  # of phones, postcodes, birthdays, e-mail addresses: one character wrong
    street_typo: float  # one letter wrong


# About four in five misspellings are a single letter left out, put in, replaced or changed round
# (Damerau 1964); here all are. How often each happens is invented.
HABITS = {
    # Loyalty cards, filled in by hand at the till and typed in later.
    "till": Habits(
        letter="T",
        reach=0.69,
        twice=0.05,
        name_styles={"CHEN MARIA": 0.9, "MARIA CHEN": 0.1},
        mobile_styles={"101 2345 6789": 1.0},
        landline_style="0574 1123 4567",
        street_styles={"12 ZHONGSHAN RD": 1.0},
        nickname=0.06,
        initial=0.02,
        by_ear=0.02,
        name_typo=0.04,
        phone={"mobile": 0.87, "home": 0.07},
        email={"private": 0.15},
        address={"home": 0.90},
        birthday=0.85,
        firm=0.0,
        number_typo=0.02,
        street_typo=0.04,
    ),
    # Typed by the customers themselves: right, but short, and the birthday is none of our business.
    "web": Habits(
        letter="W",
        reach=0.68,
        twice=0.06,
        name_styles={"maria chen": 0.3, "chen maria": 0.1, "Maria Chen": 0.6},
        mobile_styles={"+86 101 2345 6789": 0.6, "10123456789": 0.3, "0086 10123456789": 0.1},
        landline_style="0574-11234567",
        street_styles={"12 Zhongshan Road": 0.7, "12 Zhongshan Rd.": 0.3},
        nickname=0.15,
        initial=0.06,
        by_ear=0.0,
        name_typo=0.03,
        phone={"mobile": 0.92, "home": 0.02, "office": 0.02},
        email={"private": 0.7, "office": 0.3},
        address={"home": 0.85, "office": 0.10},
        birthday=0.35,
        firm=0.15,
        number_typo=0.01,
        street_typo=0.02,
    ),
    # Written by an agent who hears the name once; the phone is the number that called.
    "phone": Habits(
        letter="P",
        reach=0.50,
        twice=0.06,
        name_styles={"Ms Chen, Maria": 0.7, "Ms Maria Chen": 0.3},
        mobile_styles={"101-2345-6789": 1.0},
        landline_style="0574-1123-4567",
        street_styles={"No. 12, Zhongshan Road": 1.0},
        nickname=0.08,
        initial=0.02,
        by_ear=0.12,
        name_typo=0.04,
        phone={"mobile": 0.81, "home": 0.10, "office": 0.06},
        email={"private": 0.08},
        address={"home": 0.78, "office": 0.06},
        birthday=0.15,
        firm=0.10,
        number_typo=0.01,
        street_typo=0.06,
    ),
    # Business cards, collected by salesmen.
    "sales": Habits(
        letter="S",
        reach=0.55,
        twice=0.05,
        name_styles={"Chen Maria (Ms.)": 0.5, "Dr. Maria Chen": 0.15, "Maria Chen": 0.35},
        mobile_styles={"101 2345 6789": 1.0},
        landline_style="0574-1123 4567",
        street_styles={"12 Zhongshan Rd.": 1.0},
        nickname=0.10,
        initial=0.06,
        by_ear=0.0,
        name_typo=0.03,
        phone={"mobile": 0.56, "office": 0.42},
        email={"private": 0.06, "office": 0.74},
        address={"office": 0.95},
        birthday=0.02,
        firm=0.97,
        number_typo=0.02,
        street_typo=0.03,
    ),
}

POSTCODE = 0.93  # of addresses: with the postcode

# Whoever moved or changed a number or an address is still on some lists with the old one.
STILL_OLD = 0.3

# Letters that are heard for others: how pinyin and English names are written by ear.
HEARD = (
    ("zh", "z"), ("z", "zh"), ("sh", "s"), ("ch", "c"), ("x", "sh"), ("q", "ch"), ("j", "zh"),
    ("ng", "n"), ("n", "ng"), ("l", "n"), ("uo", "o"), ("ui", "uei"), ("iu", "you"), ("ue", "we"),
    ("ao", "au"), ("ei", "ay"), ("ou", "o"), ("ia", "ea"), ("ie", "y"), ("y", "i"), ("ph", "f"),
    ("th", "t"), ("ck", "k"), ("c", "k"), ("a", "ah"), ("i", "ee"), ("e", "er"), ("u", "oo"),
    ("o", "oh"),
)  # fmt: skip


# The four lists

THIS_MONTH = "this month"


def channel_files(company: Company, seed, month: str) -> tuple[dict[str, pd.DataFrame], pd.Series]:
    """What the four channels write down in a month, and who each entry really is.

    Returns the tables "till", "web", "phone" and "sales" with COLUMNS (missing values are NaN), and
    the persons' numbers, a Series with the entries as its index. Another `month` is the same people
    with other entries and other errors. In THIS_MONTH Maria Chen is written as the lessons tell.
    """
    files, persons = {}, []
    for channel, habits in HABITS.items():
        random = partial(stream, seed, month, channel)
        who = _who_is_on_it(company, channel, habits, random)
        table = _write(company, habits, random, who)
        if month == THIS_MONTH:
            _write_maria(company, channel, habits, table, who)
        files[channel] = table
        persons.append(pd.Series(who, index=table["entry"].to_numpy()))
    return files, pd.concat(persons).rename("person").rename_axis("entry")


def _who_is_on_it(company, channel, habits, random):
    """The person behind each row of the list, in random order."""
    asked = company.people["firm"].to_numpy() >= 0 if channel == "sales" else True
    on_it = asked & (random("reach").random(len(company.people)) < habits.reach)
    again = on_it & (random("twice").random(len(company.people)) < habits.twice)
    on_it[MARIA], again[MARIA] = True, False
    return random("order").permutation(np.concatenate([on_it.nonzero()[0], again.nonzero()[0]]))


def _write(company, habits, random, who):
    people = company.people.take(who).reset_index(drop=True)
    firms = company.firms.reindex(people["firm"]).reset_index(drop=True)
    street, postcode = _addresses(habits, random, people, firms)
    named = firms["name"].notna() & (random("firm").random(len(who)) < habits.firm)
    table = {
        "entry": [f"{habits.letter}{number:04d}" for number in range(1, len(who) + 1)],
        "name": _names(habits, random, people),
        "phone": _phones(habits, random, people, who),
        "email": _emails(habits, random, people),
        "street": street,
        "postcode": postcode,
        "birthday": _birthdays(habits, random, people),
        "firm": firms["name"].where(named),
    }
    return pd.DataFrame(table, columns=COLUMNS).astype("str")


def _drawn(random, shares, count):
    """One of the names of `shares` for each row; None for what remains to 1."""
    options = np.array([*shares, None], dtype=object)
    return options[np.searchsorted(np.cumsum(list(shares.values())), random.random(count), "right")]


def _happens(random, share, count):
    return random.random(count) < share


def _names(habits, random, people):
    count = len(people)
    nickname = _happens(random("nickname"), habits.nickname, count)
    initial = _happens(random("initial"), habits.initial, count)
    by_ear = _happens(random("by ear"), habits.by_ear, count)
    typo = _happens(random("name typo"), habits.name_typo, count)
    styles = _drawn(random("name style"), habits.name_styles, count)
    chance = random("names").integers(10**6, size=(count, 3)).tolist()
    written = []
    rows = zip(people["family"], people["given"], people["other_given"], people["sex"], strict=True)
    for row, (family, given, other, sex) in enumerate(rows):
        if other and nickname[row]:
            given = pick(other.split("|"), chance[row][0])
        if by_ear[row]:
            family, given = _misspell(_as_heard, family, given, chance[row])
        if typo[row]:
            family, given = _misspell(_with_typo, family, given, chance[row])
        if initial[row]:
            given = f"{given[0]}."
        written.append(NAME_STYLES[styles[row]](family, given, "Ms" if sex == "f" else "Mr"))
    return written


def _misspell(how, family, given, chance):
    """The family name or the given name misspelt."""
    if chance[0] % 2:
        return how(family, chance).capitalize(), given
    return family, how(given, chance).capitalize()


def _as_heard(name, chance):
    """The name with one group of letters written as another one that sounds like it."""
    name = name.lower()
    heard = [(letters, other) for letters, other in HEARD if letters in name]
    letters, other = pick(heard, chance[1])
    return name.replace(letters, other, 1)


def _with_typo(text, chance):
    """One character left out, put in, replaced, or changed round with the next."""
    place = chance[1] % len(text)
    letter = pick(string.ascii_lowercase, chance[2])
    before, here, after = text[:place], text[place], text[place + 1 :]
    return pick(
        (
            before + (after or here),
            before + letter + here + after,
            before + letter + after,
            before + after[:1] + here + after[1:],
        ),
        chance[0] // 2,
    )


def _phones(habits, random, people, who):
    count = len(people)
    kinds = _drawn(random("phone kind"), habits.phone, count)
    still_old = _happens(random("old phone"), STILL_OLD, count)
    typo = _happens(random("phone typo"), habits.number_typo, count)
    styles = _drawn(random("phone style"), habits.mobile_styles, count)
    chance = random("phones").integers(10**6, size=(count, 2)).tolist()
    written = []
    numbers = people[["phone", "old_phone", "home_phone", "work_phone"]].to_numpy().tolist()
    for row, (mobile, old, home, work) in enumerate(numbers):
        kind = kinds[row]
        if kind is None:
            written.append(None)
            continue
        at_work = kind == "office" and work != ""
        digits = old if old and still_old[row] else mobile
        if at_work:
            digits = work
        elif kind == "home":
            digits = home
        if typo[row]:
            digits = _digit_wrong(digits, chance[row])
        style = styles[row] if digits.startswith("10") else habits.landline_style
        text = PHONE_STYLES[style](digits)
        if at_work and habits.letter == "S":
            text += f" ext. {10 + who[row] % 90}"
        written.append(text)
    return written


def _digit_wrong(digits, chance):
    """One digit wrong; the first five stay, so that no number can be a real subscriber's."""
    place = 5 + chance[0] % (len(digits) - 5)
    other = str((int(digits[place]) + 1 + chance[1] % 9) % 10)
    return digits[:place] + other + digits[place + 1 :]


def _emails(habits, random, people):
    count = len(people)
    kind = _drawn(random("e-mail kind"), habits.email, count)
    still_old = _happens(random("old e-mail"), STILL_OLD, count)
    typo = _happens(random("e-mail typo"), habits.number_typo, count)
    chance = random("e-mails").integers(10**6, size=(count, 3)).tolist()
    current, old, work = people["email"], people["old_email"], people["work_email"]
    private = old.where((old != "") & still_old, current)
    email = private.where((kind != "office") | (work == ""), work)
    for row in typo.nonzero()[0]:
        # Only before the @: what comes after must stay a domain that reaches nobody.
        local, domain = email[row].split("@")
        email[row] = f"{_with_typo(local, chance[row])}@{domain}"
    return email.where(pd.notna(kind))


def _addresses(habits, random, people, firms):
    count = len(people)
    kind = _drawn(random("address kind"), habits.address, count)
    still_old = _happens(random("old address"), STILL_OLD, count)
    typo = _happens(random("street typo"), habits.street_typo, count)
    styles = _drawn(random("street style"), habits.street_styles, count)
    postcode_typo = _happens(random("postcode typo"), habits.number_typo, count)
    with_postcode = _happens(random("postcode"), POSTCODE, count)
    chance = random("addresses").integers(10**6, size=(count, 3)).tolist()

    at_old = (people["old_street"] != "") & still_old
    at_office = (kind == "office") & firms["street"].notna()
    given = pd.notna(kind)
    place = {
        column: people[f"old_{column}"]
        .where(at_old, people[column])
        .where(~at_office, firms[column])
        .tolist()
        for column in ("street", "postcode")
    }
    streets, postcodes = [], []
    for row in range(count):
        street, postcode = place["street"][row], place["postcode"][row]
        if typo[row]:
            number, name = street.split(" ", 1)
            name, road = name.rsplit(" ", 1)
            street = f"{number} {_with_typo(name.lower(), chance[row]).capitalize()} {road}"
        if postcode_typo[row]:
            postcode = postcode[:5] + str((int(postcode[5]) + 1 + chance[row][0] % 9) % 10)
        streets.append(STREET_STYLES[styles[row]](street) if given[row] else None)
        postcodes.append(postcode if given[row] and with_postcode[row] else None)
    return streets, postcodes


def _birthdays(habits, random, people):
    count = len(people)
    written = _happens(random("birthday"), habits.birthday, count)
    typo = _happens(random("birthday typo"), habits.number_typo, count)
    chance = random("birthdays").integers(10**6, size=(count, 2)).tolist()
    birthdays = people["birthday"].where(written)
    for row in (written & typo).nonzero()[0]:
        birthdays[row] = _wrong_day(birthdays[row], chance[row])
    return birthdays


def _wrong_day(birthday, chance):
    """Day and month changed round where that is a day, or else the year's last digit wrong."""
    year, month, day = birthday.split("-")
    if int(day) <= 12 and chance[0] % 2:
        return f"{year}-{day}-{month}"
    if (month, day) == ("02", "29"):
        return birthday
    return f"{year[:3]}{(int(year[3]) + 1 + chance[1] % 9) % 10}-{month}-{day}"


# Maria Chen, on each list another person


def _write_maria(company, channel, habits, table, who):
    """Put Maria Chen on the list as this channel knows her."""
    person, firm = company.people.loc[MARIA], company.firms.loc[company.people.loc[MARIA, "firm"]]
    office_phone = PHONE_STYLES[habits.landline_style](person["work_phone"])
    rows = {
        "till": {
            "name": "CHEN MARIA",
            "phone": "101 2345 6789",
            "street": "12 ZHONGSHAN RD",
            "postcode": person["postcode"],
            "birthday": person["birthday"],
        },
        "web": {
            "name": "M. Chen",
            "phone": "+86 101 2345 6789",
            "email": person["email"],
            "street": "12 Zhongshan Road",
            "postcode": person["postcode"],
        },
        "phone": {
            "name": "Ms Chen, Mariah",
            "phone": office_phone,
            "street": "No. 12, Zhongshan Road",
            "postcode": person["postcode"],
            "birthday": person["birthday"],
        },
        "sales": {
            "name": "Chen Maria (Ms.)",
            "phone": f"{office_phone} ext. 12",
            "email": person["work_email"],
            "street": f"{_abbreviated(firm['street'])}.",
            "postcode": firm["postcode"],
            "firm": firm["name"],
        },
    }
    row = int((who == MARIA).nonzero()[0][0])
    for column in COLUMNS[1:]:
        table.loc[row, column] = rows[channel].get(column)


# The four lists in one form

TITLES = r"\b(?:mr|mrs|ms|dr|prof)\b"


def clean_entries(files: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """All entries of the lists in one table, written in one form: `channel` and COLUMNS.

    name: lower case, without titles and punctuation, the words in alphabetical order
    phone: digits only, without the country code and the extension
    email: lower case
    street: lower case, without punctuation and "no", abbreviations written out
    """
    listed = [table.assign(channel=channel) for channel, table in files.items()]
    entries = pd.concat(listed, ignore_index=True)[["entry", "channel", *COLUMNS[1:]]]
    entries["name"] = _clean_names(entries["name"])
    entries["phone"] = _clean_phones(entries["phone"])
    entries["email"] = entries["email"].str.lower()
    entries["street"] = _clean_streets(entries["street"])
    return entries


def _clean_names(names):
    bare = names.str.lower().str.replace(TITLES, " ", regex=True)
    words = bare.str.replace("[^a-z]+", " ", regex=True).str.split()
    return words.map(sorted, na_action="ignore").str.join(" ").astype("str")


def _clean_phones(phones):
    without_extension = phones.str.replace("ext.*", "", regex=True)
    digits = without_extension.str.replace("[^0-9]", "", regex=True)
    return digits.str.replace("^(?:00)?86", "", regex=True)


def _clean_streets(streets):
    words = streets.str.lower().str.replace("[.,]", "", regex=True).str.removeprefix("no ")
    for long, short in ABBREVIATIONS.items():
        words = words.str.replace(f" {short.lower()}$", f" {long.lower()}", regex=True)
    return words


# What the departments did in a year

LOG_BEGINS = np.datetime64("2025-01-01")
DAYS_LOGGED = 365
CONTACTS_AN_ENTRY = 1.0  # mean of a year

# Each department knows the customers by the entries of its own list.
DEPARTMENTS = {"till": "marketing", "web": "web", "phone": "call centre", "sales": "sales"}
# Share of the department's contacts, and the median of an order in yuan (0: no order).
EVENTS = {
    "marketing": {
        "used the loyalty card in the store": (0.5, 60),
        "got the catalogue": (0.3, 0),
        "got a birthday coupon": (0.2, 0),
    },
    "web": {
        "ordered paper": (0.30, 80),
        "ordered ink": (0.25, 150),
        "ordered furniture": (0.07, 900),
        "asked about a delivery": (0.10, 0),
        "sent goods back": (0.08, 0),
        "got a newsletter": (0.12, 0),
        "got a voucher for new customers": (0.08, 0),
    },
    "call centre": {
        "ordered paper": (0.25, 100),
        "ordered ink": (0.15, 180),
        "asked about an invoice": (0.20, 0),
        "asked about a delivery": (0.25, 0),
        "complained about a delivery": (0.15, 0),
    },
    "sales": {
        "visit by a salesman": (0.45, 0),
        "got an offer for furniture": (0.25, 0),
        "ordered furniture": (0.20, 2500),
        "asked for a price list": (0.10, 0),
    },
}
ORDER_SPREAD = 0.6  # standard deviation of the logarithm of an order's amount

# Maria Chen's year: days before or after the Monday on which she phones, and yuan.
MARIAS_YEAR = (
    ("till", -262, "used the loyalty card in the store", 86.5),
    ("web", -201, "ordered paper", 129.0),
    ("web", -118, "ordered ink", 358.0),
    ("till", -74, "used the loyalty card in the store", 41.2),
    ("sales", -60, "ordered furniture", 2380.0),
    ("web", -12, "ordered ink", 358.0),
    ("phone", -4, "asked about an invoice", np.nan),
    ("phone", 0, "asked about an invoice", np.nan),
    ("web", 1, "got a voucher for new customers", np.nan),
    ("sales", 2, "visit by a salesman", np.nan),
    ("till", 4, "got a letter: we have missed you", np.nan),
)
MONDAYS = np.arange("2025-10-06", "2025-12-16", 7, dtype="datetime64[D]")


def contacts(files: dict[str, pd.DataFrame], maria: dict[str, str], seed) -> pd.DataFrame:
    """The log of a year: date, department, entry, event, amount (yuan; NaN without an order)."""
    logs = [
        _log(table["entry"], DEPARTMENTS[channel], partial(stream, seed, "contacts", channel))
        for channel, table in files.items()
    ]
    log = pd.concat(logs, ignore_index=True)
    log = log[~log["entry"].isin(maria.values())]
    log = pd.concat([log, _marias_log(maria, seed)])
    return log.sort_values(["date", "entry", "event"], ignore_index=True)


def _log(entries, department, random):
    times = random("how many").poisson(CONTACTS_AN_ENTRY, len(entries))
    count = times.sum()
    events = EVENTS[department]
    shares = np.array([share for share, _ in events.values()])
    which = random("event").choice(len(events), size=count, p=shares / shares.sum())
    median = np.array([yuan for _, yuan in events.values()], dtype=float)[which]
    amount = median * random("amount").lognormal(0, ORDER_SPREAD, count)
    return pd.DataFrame(
        {
            "date": LOG_BEGINS + random("date").integers(DAYS_LOGGED, size=count),
            "department": department,
            "entry": np.repeat(entries.to_numpy(), times),
            "event": np.array(list(events), dtype=object)[which],
            "amount": np.where(median > 0, amount.round(2), np.nan),
        }
    )


def _marias_log(maria, seed):
    monday = stream(seed, "Maria's Monday").choice(MONDAYS)
    return pd.DataFrame(
        [
            (monday + days, DEPARTMENTS[channel], maria[channel], event, amount)
            for channel, days, event, amount in MARIAS_YEAR
        ],
        columns=["date", "department", "entry", "event", "amount"],
    )


# Firms

ORDERS_AN_EMPLOYEE = 4  # mean of a year, for each entry of an employee on the web and sales lists
MEDIAN_ORDER = 400  # yuan


def accounts(company: Company) -> pd.DataFrame:
    """The firms with an account: account, name, parent, agreement (on the top company only)."""
    firms = company.firms
    return firms.loc[firms["account"].notna(), ["account", "name", "parent", "agreement"]]


def orders(company: Company, persons: pd.Series, seed) -> pd.DataFrame:
    """What employees ordered for their firm: order, date, account, entry, amount (yuan).

    Whoever is on the sales list orders under that entry, the others under the web shop's.
    """
    random = partial(stream, seed, "orders")
    firm = company.people["firm"].to_numpy()[persons]
    account = company.firms["account"].reindex(firm).to_numpy()
    buys = pd.notna(account) & persons.index.str.match("[WS]")
    entry, account = persons.index[buys].to_numpy(), account[buys]
    times = random("how many").poisson(ORDERS_AN_EMPLOYEE, len(entry))
    count = times.sum()
    amount = MEDIAN_ORDER * random("amount").lognormal(0, ORDER_SPREAD, count)
    table = pd.DataFrame(
        {
            "date": LOG_BEGINS + random("date").integers(DAYS_LOGGED, size=count),
            "account": np.repeat(account, times),
            "entry": np.repeat(entry, times),
            "amount": amount.round(2),
        }
    ).sort_values(["date", "entry", "amount"], ignore_index=True)
    table.insert(0, "order", [f"O{number:04d}" for number in range(1, count + 1)])
    office = persons[persons.index.str.startswith("S")].drop_duplicates()
    office_of = pd.Series(office.index, index=office.to_numpy())
    at_office = persons[table["entry"]].map(office_of).array
    table["entry"] = table["entry"].mask(pd.notna(at_office), at_office)
    return table


# Customers after matching


def customers(company: Company, entries: pd.DataFrame, persons: pd.Series, seed) -> pd.DataFrame:
    """One row a customer, as Wenlan's clerks know them when every entry is matched rightly.

    customer, name (family name first), phone, street, postcode, birthday, entries (their number),
    and `person`, who it really is. The address is that of one entry: private if one is known.
    """
    known = entries.assign(person=persons.reindex(entries["entry"]).to_numpy())
    # The best address first: complete, private, and given by the customers themselves.
    complete = known["street"].notna() & known["postcode"].notna()
    trust = known["channel"].map({"web": 0, "till": 1, "phone": 2, "sales": 3})
    known = known.assign(incomplete=~complete, trust=trust).sort_values(["incomplete", "trust"])
    by_person = known.groupby("person")
    table = by_person[["phone", "street", "postcode", "birthday"]].first().reset_index()
    table["entries"] = by_person.size().to_numpy()
    people = company.people.loc[table["person"]]
    table.insert(1, "name", (people["family"] + " " + people["given"]).to_numpy())
    order = stream(seed, "customers").permutation(len(table))
    table = table.iloc[order].reset_index(drop=True)
    table.insert(0, "customer", [f"C{number:04d}" for number in range(1, len(table) + 1)])
    return table


@dataclass(frozen=True)
class Kind:
    """How one kind of buyer buys. Means a year, unless a comment says more."""

    share: float  # of all customers
    years: float  # with Wenlan
    orders: float
    discounts: tuple[float, float]  # beta distribution of the share bought on a promotion
    categories: float  # beyond the first
    margin: float  # yuan, median
    margin_before: float  # as a multiple of this year's margin, median


# Transactional buyers come for the offer and go; relational ones stay for more than the price.
KINDS = {
    "transactional": Kind(0.35, 3, 3, (8, 3), 0.4, 60, 1.0),
    "valuable": Kind(0.20, 7, 16, (2, 9), 3.0, 1500, 0.95),
    "potential": Kind(0.25, 3, 9, (2, 7), 1.5, 420, 0.60),
    "lapsing": Kind(0.20, 6, 6, (2, 6), 2.0, 520, 2.40),
}
MOST_CATEGORIES = 6
MARGIN_SPREAD = 0.35  # standard deviation of the logarithm


def buyers(customers: pd.DataFrame, seed) -> tuple[pd.DataFrame, pd.Series]:
    """How each customer buys, and which kind of buyer each really is (index: customer).

    customer, years (with Wenlan), orders (last 12 months), months_active (0 to 12), discount_share
    (of the orders, 0 to 1), categories (product groups bought), margin and margin_before (yuan, the
    last 12 months and the 12 before).
    """
    random = partial(stream, seed, "buyers")
    count = len(customers)
    shares = np.array([kind.share for kind in KINDS.values()])
    which = random("kind").choice(len(KINDS), size=count, p=shares / shares.sum())
    maria = (customers["person"] == MARIA).to_numpy()
    which[maria] = list(KINDS).index("valuable")

    def of_kind(name):
        return np.array([getattr(kind, name) for kind in KINDS.values()])[which]

    bought = np.maximum(random("orders").poisson(of_kind("orders")), 1)
    a, b = of_kind("discounts").T
    on_discount = random("promotions").binomial(bought, random("discounts").beta(a, b))
    margin = of_kind("margin") * random("margin").lognormal(0, MARGIN_SPREAD, count)
    before = margin * of_kind("margin_before") * random("before").lognormal(0, MARGIN_SPREAD, count)
    table = pd.DataFrame(
        {
            "customer": customers["customer"],
            "years": np.minimum(1 + random("years").poisson(of_kind("years") - 1), 15),
            "orders": bought,
            "months_active": _months_with_an_order(random("months"), bought),
            "discount_share": (on_discount / bought).round(2),
            "categories": np.minimum(
                1 + random("categories").poisson(of_kind("categories")),
                np.minimum(bought, MOST_CATEGORIES),
            ),
            "margin": margin.round(2),
            "margin_before": before.round(2),
        }
    )
    table.loc[maria, "years"] = 9
    kinds = pd.Series(np.array(list(KINDS))[which], index=table["customer"].to_numpy(), name="kind")
    return table, kinds.rename_axis("customer")


def _months_with_an_order(random, bought):
    """In how many different months that many orders fall, when each falls in any month."""
    month = random.integers(12, size=bought.sum())
    customer = np.repeat(np.arange(len(bought)), bought)
    hit = np.unique(customer * 12 + month) // 12
    return np.bincount(hit, minlength=len(bought))
