"""Other right answers, and what learners get wrong, for `who_is_the_customer`."""

RIGHT = {
    "capital letters": """
question_1, question_2, question_3, question_4, question_5 = "B", "D", "A", "C", "B"
""",
    "with blanks around": """
question_1 = " b"
question_2 = "d "
question_3 = "a"
question_4 = "c"
question_5 = "b"
""",
    "from one text": """
question_1, question_2, question_3, question_4, question_5 = list("bdacb")
""",
}

EVERY_A = """
question_1 = question_2 = question_3 = question_4 = question_5 = "a"
"""
EVERY_B = EVERY_A.replace('"a"', '"b"')
EVERY_C = EVERY_A.replace('"a"', '"c"')
EVERY_D = EVERY_A.replace('"a"', '"d"')

WRONG = {
    "asked_for_more": EVERY_A,
    "blamed_the_firm_link": EVERY_C,
    "wanted_her_value": EVERY_D,
    "counted_entries": EVERY_A,
    "counted_persons": EVERY_B,
    "counted_agreements": EVERY_C,
    "trusted_the_average": EVERY_B,
    "took_the_lowest_price": EVERY_C,
    "forgot_caution": EVERY_D,
    "one_promotion_is_enough": EVERY_A,
    "any_loss_is_lapsing": EVERY_B,
    "wanted_demographics": EVERY_D,
    "asked_the_database": EVERY_A,
    "waited_for_cards": EVERY_C,
    "looked_at_the_rival": EVERY_D,
}
