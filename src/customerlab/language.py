"""What the package says to a learner: one place for translation and for plain error messages."""

import gettext
from pathlib import Path

_ = gettext.translation(
    "customerlab", localedir=Path(__file__).with_name("locale"), fallback=True
).gettext


class Problem(Exception):
    """Something a learner can mend, said in one sentence: what came, what was expected, what to do.

    In a notebook it shows as that sentence, with no traceback.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]
