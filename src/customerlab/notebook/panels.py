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
    sliders = {field.name: _slider(field, getattr(game.Plan(), field.name)) for field in fields}
    shown = widgets.HTML()

    def play() -> None:
        try:
            plan = game.Plan(**{name: slider.value for name, slider in sliders.items()})
            shown.value = picture(game, plan)._repr_html_()
        except Problem as problem:
            shown.value = f'<p role="status">{in_html(str(problem))}</p>'

    def moved(change) -> None:
        # A field that takes over another's value goes along with it while the two are equal.
        for field in fields:
            follower = sliders[field.name]
            if sliders.get(field.default) is change.owner and follower.value == change.old:
                follower.unobserve(moved, names="value")
                follower.value = change.new
                follower.observe(moved, names="value")
        play()

    for slider in sliders.values():
        slider.observe(moved, names="value")
    play()
    return widgets.VBox([*sliders.values(), shown])


def _slider(field: Decision, value: float) -> widgets.FloatSlider:
    return widgets.FloatSlider(
        value=value,
        min=field.low,
        max=field.high,
        step=field.step,
        description=f"{field.label} ({field.unit})",
        description_allow_html=False,
        tooltip=field.meaning,
        continuous_update=False,
        readout_format=".1f",
        style={"description_width": "14em"},
        layout=widgets.Layout(width="100%", max_width="44em"),
    )
