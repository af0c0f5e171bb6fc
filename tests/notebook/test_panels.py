"""The panel of a simulation: sliders from the plan's declaration, and a picture that follows."""

import pytest

from customerlab.language import Problem
from customerlab.notebook import explore, picture
from customerlab.simulations import ChannelFiles


@pytest.fixture(scope="module")
def files():
    return ChannelFiles("panel", people=400)


@pytest.fixture
def panel(files):
    return explore(files)


def parts(panel):
    """The number of each field, and what the panel shows."""
    *controls, shown = panel.children
    return *(control.children[0] for control in controls), shown


def test_a_number_and_a_slider_for_each_field_with_its_range_and_unit(files, panel):
    *controls, _ = panel.children
    for control, field in zip(controls, files.Plan.fields(), strict=True):
        number, slider = control.children
        assert field.name in number.description and field.unit in number.description
        for widget in (number, slider):
            assert (widget.min, widget.max, widget.step) == (field.low, field.high, field.step)
        slider.value = field.high
        assert number.value == field.high


def test_the_picture_is_that_of_the_plan(files, panel):
    merge, review, shown = parts(panel)
    merge.value = 20
    assert shown.value == picture(files, files.Plan(merge_from=20))._repr_html_()
    review.value = 5
    assert shown.value == picture(files, files.Plan(merge_from=20, review_from=5))._repr_html_()


def test_no_clerk_stays_no_clerk_when_the_line_moves(panel):
    merge, review, _ = parts(panel)
    for value in (5, 15):
        merge.value = value
        assert review.value == value
    review.value = 10
    merge.value = 20
    assert review.value == 10


def test_a_plan_that_can_not_be_is_answered_in_words(panel):
    merge, review, shown = parts(panel)
    review.value = merge.value + 5
    assert "review_from" in shown.value and "<img" not in shown.value
    review.value = merge.value
    assert "<img" in shown.value


def test_a_game_without_a_picture_is_said():
    with pytest.raises(Problem, match="no picture of str"):
        picture("game", None)
