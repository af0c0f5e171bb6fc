"""The panel of a simulation: a slider for each field of its plan, and the picture of a play."""

from functools import singledispatch

import ipywidgets as widgets

from customerlab.checks.feedback import in_html
from customerlab.language import Problem, _
from customerlab.notebook import channel_files
from customerlab.notebook.figures import Figure
from customerlab.simulations import ChannelFiles
from customerlab.simulations.protocol import Decision, Plan, Simulation


@singledispatch
def picture(game: Simulation, plan: Plan) -> Figure:
    """What happens in `game` under `plan`, as one picture."""
    raise Problem(_("There is no picture of {what}.").format(what=type(game).__name__))


picture.register(ChannelFiles, channel_files.picture)


def explore(game: Simulation) -> widgets.VBox:
    """Sliders made from the plan's declared fields; the picture follows when one is let go.

    Each can be moved with the arrow keys, too. A plan that can't be is answered with the sentence
    that says why.
    """
    fields = game.Plan.fields()
    controls = {field.name: _control(field, getattr(game.Plan(), field.name)) for field in fields}
    numbers = {name: control.children[0] for name, control in controls.items()}
    shown = widgets.HTML()

    def play() -> None:
        try:
            plan = game.Plan(**{name: number.value for name, number in numbers.items()})
            shown.value = picture(game, plan)._repr_html_()
        except Problem as problem:
            shown.value = f'<p role="status">{in_html(str(problem))}</p>'

    def moved(change) -> None:
        # A field that takes over another's value goes along with it while the two are equal.
        for field in fields:
            follower = numbers[field.name]
            if numbers.get(field.default) is change.owner and follower.value == change.old:
                follower.unobserve(moved, names="value")
                follower.value = change.new
                follower.observe(moved, names="value")
        play()

    for number in numbers.values():
        number.observe(moved, names="value")
    play()
    return widgets.VBox([*controls.values(), shown])


def _control(field: Decision, value: float) -> widgets.HBox:
    """A number with its name, which a screen reader reads out, and a slider that moves with it."""
    range_ = {"value": value, "min": field.low, "max": field.high, "step": field.step}
    number = widgets.BoundedFloatText(
        **range_,
        description=f"{field.name} ({field.unit})",
        description_allow_html=False,
        tooltip=field.meaning,
        style={"description_width": "initial"},
        layout=widgets.Layout(width="16em"),
    )
    slider = widgets.FloatSlider(
        **range_,
        readout=False,
        continuous_update=False,
        tooltip=field.meaning,
        layout=widgets.Layout(width="20em"),
    )
    widgets.link((number, "value"), (slider, "value"))
    return widgets.HBox([number, slider], layout=widgets.Layout(flex_flow="row wrap"))
