"""Other right answers, and what learners get wrong, for `em`."""

_START = """
from customerlab.models.identification import (
    compare,
    estimate_by_em,
    match_probability,
    match_weights,
)

agreements = compare(files.data["pairs"], files.data["clean"], files.fields)
phone_agrees = agreements["phone"]
guess = files.weights[["m", "u"]]
guess["m"] = 0.9
guess["u"] = 0.1
chance = match_probability(match_weights(agreements, guess), 0.1)
known = phone_agrees.notna()
rest = 1 - chance
m_phone = (chance * phone_agrees).sum() / chance[known].sum()
u_phone = (rest * phone_agrees).sum() / rest[known].sum()
learned, share_same = estimate_by_em(agreements)
"""

RIGHT = {
    "with a filter, rounded": _START
    + """
agree = phone_agrees == 1
differ = phone_agrees == 0
m_phone = round(chance[agree].sum() / (chance[agree].sum() + chance[differ].sum()), 2)
u_phone = round(rest[agree].sum() / (rest[agree].sum() + rest[differ].sum()), 3)
share_same = round(share_same, 3)
""",
    "by the package, one round": """
from customerlab.models.identification import compare, estimate_by_em

agreements = compare(files.data["pairs"], files.data["clean"], files.fields)
learned, share_same = estimate_by_em(agreements, rounds=1)
m_phone = learned["m"]["phone"]
u_phone = learned["u"]["phone"]
share_same = estimate_by_em(agreements)[1]
""",
}

WRONG = {
    "missing_in_the_divisor": _START
    + """
m_phone = (chance * phone_agrees).sum() / chance.sum()
u_phone = (rest * phone_agrees).sum() / rest.sum()
""",
    "divided_by_the_number_of_pairs": _START
    + """
m_phone = (chance * phone_agrees).sum() / len(phone_agrees)
u_phone = (rest * phone_agrees).sum() / len(phone_agrees)
""",
    "decided_by_the_chance": _START + "m_phone = phone_agrees[chance > 0.5].mean()",
    "rounded_to_two_decimals": _START + "u_phone = round(u_phone, 2)",
    "forgot_the_chance": _START + "m_phone = phone_agrees.mean()\nu_phone = phone_agrees.mean()",
    "took_m_for_u": _START + "u_phone = m_phone",
    "took_the_rest_of_m": _START + "u_phone = 1 - m_phone",
    "divided_by_the_chances": _START
    + "u_phone = (rest * phone_agrees).sum() / chance[known].sum()",
    "stopped_after_one_round": _START
    + "learned, share_same = estimate_by_em(agreements, rounds=1)",
    "took_the_clerks_share": _START + 'share_same = files.data["labelled"]["same"].mean()',
}
