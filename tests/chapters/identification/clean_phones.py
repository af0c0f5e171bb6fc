"""Other right answers, and what learners get wrong, for `clean_phones`."""

START = """
import pandas as pd

calls = files.data["phone"]
cards = files.data["sales"]
"""
COUNT = """
known = calls[calls["phone"].notna()]
from_firms = known["phone"].apply(clean_phone).isin(cards["phone"].apply(clean_phone)).sum()
"""

RIGHT = {
    "with patterns, and a loop that counts": START
    + r"""
import re

def clean_phone(phone):
    if not isinstance(phone, str):
        return None
    digits = re.sub(r"\D", "", re.sub("ext.*", "", phone, flags=re.IGNORECASE))
    digits = re.sub("^574", "0574", re.sub("^(0086|86)", "", digits))
    return digits if len(digits) > 6 else None

on_cards = {clean_phone(phone) for phone in cards["phone"]} - {None}
from_firms = 0
for phone in calls["phone"]:
    if clean_phone(phone) in on_cards:
        from_firms += 1
""",
    "with slices": START
    + """
def clean_phone(phone):
    if pd.isna(phone):
        return phone
    place = phone.lower().find("ext")
    if place >= 0:
        phone = phone[:place]
    digits = "".join([c for c in phone if c in "0123456789"])
    if digits.startswith("0086"):
        digits = digits[4:]
    elif digits.startswith("86"):
        digits = digits[2:]
    if digits[:3] == "574":
        digits = "0" + digits
    if len(digits) >= 7:
        return digits

calls["clean"] = calls["phone"].map(clean_phone)
cards["clean"] = cards["phone"].map(clean_phone)
from_firms = int((calls["clean"].notna() & calls["clean"].isin(cards["clean"])).sum())
""",
}


def recipe(
    before='phone.lower().split("ext")[0]',
    code='digits.removeprefix("0086").removeprefix("86")',
    zero='"0"',
    least=7,
    short="return None",
):
    return (
        START
        + f"""
def clean_phone(phone):
    if pd.isna(phone):
        return None
    digits = ""
    for character in {before}:
        if character.isdigit():
            digits = digits + character
    digits = {code}
    if digits.startswith("574"):
        digits = {zero} + digits
    if len(digits) < {least}:
        {short}
    return digits
"""
    )


WRONG = {
    "kept_country_code": recipe(code="digits") + COUNT,
    "cut_86_everywhere": recipe(code='digits.replace("0086", "").replace("86", "")') + COUNT,
    "kept_extension": recipe(before="phone") + COUNT,
    "missed_extension_in_capitals": recipe(before='phone.split("ext")[0]') + COUNT,
    "left_landline_without_zero": recipe(zero='""') + COUNT,
    "took_leftovers_for_numbers": recipe(short="pass") + COUNT,
    "dropped_seven_digits": recipe(least=8) + COUNT,
    "took_the_share": recipe() + COUNT.replace(".sum()", ".mean()"),
    "counted_missing_as_equal": recipe()
    + """
callers = calls["phone"].apply(clean_phone)
from_firms = callers.isin(cards["phone"].apply(clean_phone)).sum()
""",
    "counted_the_other_list": recipe()
    + """
known = cards[cards["phone"].notna()]
from_firms = known["phone"].apply(clean_phone).isin(calls["phone"].apply(clean_phone)).sum()
""",
    "compared_with_extensions": recipe(before="phone")
    + """
known = calls[calls["phone"].notna()]
from_firms = known["phone"].apply(clean_phone).isin(cards["phone"].apply(clean_phone)).sum()
""",
}


def probes(files):
    """Phones on which every change of the solution that matters would show."""
    tables = ("till", "web", "phone", "sales")
    phones = [phone for table in tables for phone in files.data[table]["phone"]]
    odd = ["+86 574 1123 4567", "n/a", "1234567", "123456", "ext 12345678", "0574 1Ext5", ""]
    return [(phone,) for phone in [*phones[::20], *odd, float("nan")]]
