"""Charts that answer one question each, and that everybody can read.

Each chart asks for a title that says the finding, axis labels with units and a text alternative.
Colours are those of Okabe and Ito (2008), which people with colour-blindness can tell apart; lines
differ in their dashes, too.
"""

import base64
import html
import io
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from customerlab.language import Problem, _

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 3)))
HATCHES = ("", "//", "..", "xx", "--", "oo")


@dataclass(frozen=True)
class Figure:
    """A picture and its text alternative: shows itself in a notebook, in plain text as `alt`."""

    png: bytes
    alt: str
    caption: str = ""
    width: float = 7.5  # inches

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png).decode("ascii")
        caption = f"<figcaption>{html.escape(self.caption)}</figcaption>" if self.caption else ""
        return (
            '<figure style="margin: 0">'
            f'<img alt="{html.escape(self.alt)}" src="data:image/png;base64,{data}" '
            f'style="max-width: 100%; width: {6 * self.width:g}em">{caption}</figure>'
        )


def canvas(width: float = 7.5, height: float = 3.9) -> Canvas:
    """An empty picture of that size in inches, apart from matplotlib's global state."""
    return Canvas(figsize=(width, height), layout="constrained")


def dress(axes: Axes, *, title: str, x: str, y: str) -> None:
    """Title, axis labels with units, and no ink that says nothing."""
    axes.set_title(title, loc="left", fontsize=11, fontweight="bold", wrap=True)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.spines[["top", "right"]].set_visible(False)


def finish(drawing: Canvas, *, alt: str, caption: str = "") -> Figure:
    """The drawing as a Figure; the text alternative is not optional."""
    if not alt.strip():
        raise Problem(_("A figure needs `alt`: one or two sentences that say what it shows."))
    file = io.BytesIO()
    drawing.savefig(file, format="png", dpi=130, metadata={"Software": None})
    return Figure(file.getvalue(), alt, caption, drawing.get_figwidth())


def bar_chart(
    values: pd.Series | pd.DataFrame, *, title: str, x: str, y: str, alt: str, caption: str = ""
) -> Figure:
    """A bar for each row of `values`; a table gives each column a bar beside the others.

    Where the names of the rows would not fit side by side, the bars lie down.
    """
    table = _as_table(values)
    lengths = [len(str(name)) for name in table.index]
    lying = len(table) > 12 or sum(lengths) > 75 or max(lengths) > 14
    drawing = canvas(height=max(3.9, 0.32 * len(table) * len(table.columns) ** 0.5 + 1))
    axes = drawing.subplots()
    places = np.arange(len(table))
    thick = 0.8 / len(table.columns)
    for number, column in enumerate(table):
        draw = axes.barh if lying else axes.bar
        bars = draw(
            places + (number - (len(table.columns) - 1) / 2) * thick,
            table[column],
            thick,
            label=column,
            color=COLOURS[number],
            hatch=HATCHES[number],
            edgecolor="white",
        )
        axes.bar_label(bars, fmt=_in_figures, padding=2, fontsize=9)
    if lying:
        axes.set_yticks(places, table.index.astype(str))
        axes.invert_yaxis()
        axes.margins(x=0.12)
        dress(axes, title=title, x=y, y=x)
    else:
        axes.set_xticks(places, table.index.astype(str))
        dress(axes, title=title, x=x, y=y)
    if len(table.columns) > 1:
        drawing.legend(loc="outside upper right", ncols=3, frameon=False)
    return finish(drawing, alt=alt, caption=caption)


def line_chart(
    values: pd.Series | pd.DataFrame, *, title: str, x: str, y: str, alt: str, caption: str = ""
) -> Figure:
    """A line through the rows of `values`; a table gives each column a line."""
    table = _as_table(values)
    drawing = canvas()
    axes = drawing.subplots()
    for number, column in enumerate(table):
        axes.plot(
            table.index, table[column], label=column, color=COLOURS[number], ls=DASHES[number], lw=2
        )
    if len(table.columns) > 1:
        drawing.legend(loc="outside upper right", ncols=3, frameon=False)
    dress(axes, title=title, x=x, y=y)
    return finish(drawing, alt=alt, caption=caption)


def histogram(
    values: pd.Series | pd.DataFrame,
    *,
    title: str,
    x: str,
    y: str,
    alt: str,
    caption: str = "",
    bins: int = 30,
) -> Figure:
    """How often values lie where; a table draws each column's on the same scale."""
    table = _as_table(values)
    drawing = canvas()
    axes = drawing.subplots()
    edges = np.histogram_bin_edges(table.stack().dropna(), bins)
    for number, column in enumerate(table):
        axes.hist(
            table[column].dropna(),
            edges,
            label=column,
            color=COLOURS[number],
            hatch=HATCHES[number],
            edgecolor="white",
            alpha=0.75 if len(table.columns) > 1 else 1,
        )
    if len(table.columns) > 1:
        drawing.legend(loc="outside upper right", ncols=3, frameon=False)
    dress(axes, title=title, x=x, y=y)
    return finish(drawing, alt=alt, caption=caption)


def scatter(
    table: pd.DataFrame,
    x_column: str,
    y_column: str,
    *,
    title: str,
    x: str,
    y: str,
    alt: str,
    caption: str = "",
) -> Figure:
    """A point for each row of `table`."""
    missing = [column for column in (x_column, y_column) if column not in table]
    if missing:
        raise Problem(
            _("The table has no column {missing}; its columns are {columns}.").format(
                missing=", ".join(missing), columns=", ".join(map(str, table.columns))
            )
        )
    drawing = canvas()
    axes = drawing.subplots()
    axes.scatter(table[x_column], table[y_column], s=14, color=COLOURS[0], alpha=0.6)
    dress(axes, title=title, x=x, y=y)
    return finish(drawing, alt=alt, caption=caption)


def _in_figures(value: float) -> str:
    """A number as one reads it on a chart: whole from 100 up, else two decimals at most."""
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _as_table(values: pd.Series | pd.DataFrame) -> pd.DataFrame:
    if isinstance(values, pd.Series):
        values = values.to_frame(values.name if values.name is not None else "")
    if not isinstance(values, pd.DataFrame):
        raise Problem(
            _("A chart needs a column or a table; this is {what}.").format(
                what=type(values).__name__
            )
        )
    if values.empty:
        raise Problem(
            _("There is nothing to draw: the table is empty. Look at the filter before it.")
        )
    not_numbers = [column for column in values if not pd.api.types.is_numeric_dtype(values[column])]
    if not_numbers:
        raise Problem(
            _("A chart needs numbers; {columns} holds text. Count or sum it first.").format(
                columns=", ".join(map(str, not_numbers)) or _("the column")
            )
        )
    if len(values.columns) > len(COLOURS):
        raise Problem(
            _("A chart shows {most} columns at most; this table has {count}.").format(
                most=len(COLOURS), count=len(values.columns)
            )
        )
    return values
