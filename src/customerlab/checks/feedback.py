"""What a check answers: friendly HTML for the learner, the points as plain text for nbgrader."""

import html
import re
from dataclasses import dataclass

from customerlab.language import _


@dataclass(frozen=True)
class Verdict:
    """What one answer earned, and the sentence that says why; `mistake` names a foreseen one."""

    name: str
    earned: float
    points: float
    says: str
    mistake: str | None = None

    @property
    def right(self) -> bool:
        return self.earned == self.points


@dataclass(frozen=True)
class Feedback:
    """The verdicts on an exercise's answers.

    Its plain text is the number of points earned, which is how nbgrader takes partial credit.
    `unseen` says that grading will try further inputs.
    """

    exercise: str
    verdicts: tuple[Verdict, ...]
    insight: str = ""
    unseen: bool = False

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
        if self.unseen and self.complete:
            headline += _(" so far: grading also tries cases that you have not seen here")
        lines = [_verdict_in_html(verdict) for verdict in self.verdicts]
        if self.insight and self.complete:
            lines.append(f"<p>{in_html(self.insight)}</p>")
        edge = "--jp-success-color1" if self.complete else "--jp-warn-color1"
        return (
            f'<div role="status" style="border-left: 4px solid var({edge}, #777); '
            'padding: 0.3em 1em; max-width: 50em; line-height: 1.5">'
            f"<p><strong>{html.escape(headline)}.</strong></p>{''.join(lines)}</div>"
        )


def _verdict_in_html(verdict: Verdict) -> str:
    missing = _("In part") if verdict.earned else _("Not yet")
    mark = _("Right") if verdict.right else missing
    return (
        f"<p><strong>{mark}</strong> · <code>{html.escape(verdict.name)}</code> "
        f"({verdict.earned:g}/{verdict.points:g}) {in_html(verdict.says)}</p>"
    )


def in_html(text: str) -> str:
    """Text with `code` in backticks, as HTML in which nothing that a learner wrote is live."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))
