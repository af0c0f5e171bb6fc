"""What a check answers: friendly HTML for the learner, the points as plain text for nbgrader."""

import html
import re
from dataclasses import dataclass
from itertools import groupby

from customerlab.language import _


@dataclass(frozen=True)
class Verdict:
    """What one answer earned, and the sentence that says why.

    `mistake` names a foreseen one; `unseen` says that grading will try further inputs.
    """

    name: str
    earned: float
    points: float
    says: str
    mistake: str | None = None
    unseen: bool = False

    @property
    def right(self) -> bool:
        return self.earned == self.points


@dataclass(frozen=True)
class Feedback:
    """The verdicts on an exercise's answers.

    Its plain text is the number of points earned, which is how nbgrader takes partial credit.
    """

    exercise: str
    verdicts: tuple[Verdict, ...]
    insight: str = ""

    @property
    def earned(self) -> float:
        return sum(verdict.earned for verdict in self.verdicts)

    @property
    def points(self) -> float:
        return sum(verdict.points for verdict in self.verdicts)

    @property
    def complete(self) -> bool:
        return all(verdict.right for verdict in self.verdicts)

    def __repr__(self) -> str:
        return f"{self.earned:g}"

    def _repr_html_(self) -> str:
        headline = _("{earned:g} of {points:g} points").format(
            earned=self.earned, points=self.points
        )
        lines = [
            _answers_in_html(list(group)) for _same, group in groupby(self.verdicts, _what_is_said)
        ]
        if any(verdict.unseen for verdict in self.verdicts):
            note = _("So far: grading also tries cases of the same kinds that you don't see here.")
            lines.append(f"<p>{html.escape(note)}</p>")
        if self.insight and self.complete:
            lines.append(f"<p>{in_html(self.insight)}</p>")
        edge = "--jp-success-color1" if self.complete else "--jp-warn-color1"
        return (
            f'<div role="status" style="border-left: 4px solid var({edge}, #777); '
            'padding: 0.3em 1em; max-width: 50em; line-height: 1.5">'
            f"<p><strong>{html.escape(headline)}.</strong></p>{''.join(lines)}</div>"
        )


def _what_is_said(verdict: Verdict) -> tuple[str, str]:
    if verdict.right:
        return _("Right so far") if verdict.unseen else _("Right"), verdict.says
    return _("In part") if verdict.earned else _("Not yet"), verdict.says


def _answers_in_html(verdicts: list[Verdict]) -> str:
    """The answers of which the same is said, in one paragraph."""
    mark, says = _what_is_said(verdicts[0])
    names = ", ".join(
        f"<code>{html.escape(verdict.name)}</code> ({verdict.earned:g}/{verdict.points:g})"
        for verdict in verdicts
    )
    return f"<p><strong>{mark}</strong> · {names} {in_html(says)}</p>"


def in_html(text: str) -> str:
    """Text with `code` in backticks, as HTML in which nothing that a learner wrote is live."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))
