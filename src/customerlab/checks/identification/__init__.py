"""Chapter 1, Identification: its exercises in the order of the notebook, a file for each lesson."""

from customerlab.checks.exercise import Exercise
from customerlab.checks.identification.are_these_two_the_same import (
    BLOCKING,
    M_AND_U,
    STRING_SIMILARITY,
)
from customerlab.checks.identification.clean_names_and_keys import CLEAN_NAMES, CLEAN_PHONES
from customerlab.checks.identification.one_customer_view import (
    HOUSEHOLDS,
    MASTER_AGREEMENT,
    MAY_LINK,
    TIMELINE,
)
from customerlab.checks.identification.where_to_draw_the_line import EM, LINE
from customerlab.checks.identification.who_is_the_customer import BUYERS, WHO_IS_THE_CUSTOMER

EXERCISES: tuple[Exercise, ...] = (
    WHO_IS_THE_CUSTOMER,
    BUYERS,
    CLEAN_NAMES,
    CLEAN_PHONES,
    STRING_SIMILARITY,
    BLOCKING,
    M_AND_U,
    EM,
    LINE,
    HOUSEHOLDS,
    MASTER_AGREEMENT,
    TIMELINE,
    MAY_LINK,
)
