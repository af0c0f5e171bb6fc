"""The picture of one play of ChannelFiles: where the lines lie, and what they cost in a month."""

import numpy as np

from customerlab.language import _
from customerlab.notebook.figures import COLOURS, HATCHES, Figure, canvas, dress, finish
from customerlab.simulations import ChannelFiles


def picture(game: ChannelFiles, plan) -> Figure:
    """Left, all pairs by weight with the plan's lines; right, the month's cost beside naive."""
    result, naive = game.play(plan), game.play(game.naive)
    drawing = canvas(width=10, height=4)
    pairs, costs = drawing.subplots(1, 2, width_ratios=(3, 2))
    _draw_pairs(pairs, game.data["pairs"]["weight"], plan)
    _draw_costs(costs, {_("your lines"): result, _("merge nobody"): naive})
    finding = _finding(naive.cost - result.cost)
    drawing.suptitle(finding, x=0.01, ha="left", fontweight="bold")
    lines = _("Pairs are merged from weight {merge:g}, and a clerk looks from {review:g}.").format(
        merge=plan.merge_from, review=plan.review_from
    )
    beside = _("Merging nobody costs {naive:,.0f} yuan.").format(naive=naive.cost)
    return finish(drawing, alt=f"{finding}. {lines} {result} {beside}", caption=str(result))


def _finding(saved: float) -> str:
    if saved > 0:
        return _("These lines save {saved:,.0f} yuan a month").format(saved=saved)
    if saved < 0:
        return _("These lines cost {more:,.0f} yuan a month more than merging nobody").format(
            more=-saved
        )
    return _("These lines come to the same as merging nobody")


def _draw_pairs(axes, weights, plan) -> None:
    axes.hist(weights, bins=60, color=COLOURS[4], edgecolor="white", linewidth=0.3)
    axes.set_yscale("log")
    axes.axvline(plan.merge_from, color=COLOURS[5], lw=2, label=_("merged from here"))
    if plan.review_from < plan.merge_from:
        axes.axvspan(
            plan.review_from,
            plan.merge_from,
            color=COLOURS[1],
            alpha=0.25,
            hatch="//",
            label=_("the clerk looks"),
        )
    axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2, fontsize=9)
    dress(
        axes,
        title=_("The pairs and your lines"),
        x=_("Weight of a pair (the higher, the more alike)"),
        y=_("Pairs this month (number, log scale)"),
    )


def _draw_costs(axes, results: dict) -> None:
    places = np.arange(len(results))
    ends = np.zeros(len(results))
    for number, kind in enumerate(next(iter(results.values())).costs):
        values = np.array([result.costs[kind] for result in results.values()])
        axes.barh(
            places,
            values,
            0.6,
            left=ends,
            label=kind,
            color=COLOURS[number],
            hatch=HATCHES[number],
            edgecolor="white",
        )
        ends += values
    for place, end in zip(places, ends, strict=True):
        axes.text(end, place, f" {end:,.0f}", va="center")
    axes.set_yticks(places, list(results))
    axes.invert_yaxis()
    axes.margins(x=0.2)
    axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=3, fontsize=9)
    dress(axes, title=_("The bill of a month"), x=_("Cost (yuan)"), y="")
