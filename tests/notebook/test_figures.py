"""Charts: each has a text alternative, and what can't be drawn is said in one sentence."""

import pandas as pd
import pytest

from customerlab.language import Problem
from customerlab.notebook import bar_chart, histogram, line_chart, scatter

WORDS = {"title": "Most come by web", "x": "Channel", "y": "Entries (number)", "alt": "Web leads."}
COUNTS = pd.Series({"web": 3, "till": 2}, name="entries")


@pytest.mark.parametrize("chart", [bar_chart, line_chart, histogram])
@pytest.mark.parametrize("values", [COUNTS, COUNTS.to_frame(), COUNTS.to_frame().assign(more=1)])
def test_a_chart_is_a_picture_with_its_text_alternative(chart, values):
    figure = chart(values, **WORDS, caption="From <four> lists.")
    page = figure._repr_html_()
    assert repr(figure) == "Web leads." and 'alt="Web leads."' in page
    assert "From &lt;four&gt; lists." in page
    assert figure.png.startswith(b"\x89PNG")


def test_the_same_chart_is_the_same_bytes():
    assert bar_chart(COUNTS, **WORDS).png == bar_chart(COUNTS, **WORDS).png


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (COUNTS.iloc[:0], "nothing to draw"),
        (pd.Series(["a", "b"]), "needs numbers"),
        (3, "needs a column or a table"),
        (pd.DataFrame({name: [1] for name in "abcdefg"}), "6 columns at most; this table has 7"),
    ],
)
def test_what_can_not_be_drawn_is_said(values, says):
    with pytest.raises(Problem, match=says):
        bar_chart(values, **WORDS)


def test_no_figure_without_a_text_alternative():
    with pytest.raises(Problem, match="needs `alt`"):
        bar_chart(COUNTS, **{**WORDS, "alt": " "})


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(Problem, match="no column spend; its columns are orders"):
        scatter(pd.DataFrame({"orders": [1]}), "orders", "spend", **WORDS)
