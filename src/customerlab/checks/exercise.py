"""An exercise, declared once: what is asked for, what is right, which mistakes are foreseen."""

import io
import math
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache

from customerlab.checks.answers import Function, Grouping, Items, Number, Refused, Table, Text
from customerlab.checks.feedback import Feedback, Verdict
from customerlab.language import _

Seed = str


@dataclass(frozen=True)
class Mistake:
    """A mistake that learners are known to make.

    `answer(seed)` is what a learner would hand in who made it on the market `seed` (for a function:
    the function they would write); `says` names the mistake and leads one step further.
    """

    name: str
    says: str
    answer: Callable[[Seed], object]


@dataclass(frozen=True)
class Decided:
    """How a decision came out: the share of the points that it earns, and the debrief in words."""

    share: float
    says: str
    mistake: str | None = None


@dataclass(frozen=True)
class Decision:
    """A number that is played out in a simulation: `debrief(seed, number)` plays and judges it."""

    debrief: Callable[[Seed, float], Decided]

    def take(self, value: object, name: str) -> float:
        return Number().take(value, name)


@dataclass(frozen=True, eq=False)
class Part:
    """One answer of an exercise: a variable `name` of some `kind`, worth `points`.

    `right(seed)` is the right answer on the market `seed`. The first mistake that the learner's
    answer agrees with is named; otherwise the difference is described. `insight` is what a right
    answer teaches. A Decision has neither `right` nor mistakes: its debrief says it all.
    """

    name: str
    points: float
    kind: Number | Text | Items | Table | Grouping | Function | Decision
    right: Callable[[Seed], object] | None = None
    mistakes: tuple[Mistake, ...] = ()
    insight: str = ""

    def take(self, answers: Mapping[str, object], seed: Seed, also: Sequence[tuple] = ()) -> object:
        """The learner's answer as plain data, or as the Refused that says why not.

        `also` are further inputs for a function, which the learner has not seen.
        """
        if self.name not in answers:
            return Refused(
                _(
                    "Nothing has this name yet: run the cell above. If it ends in red, nothing was "
                    "stored: read its last line first."
                )
            )
        value = answers[self.name]
        if value is ...:
            return Refused(_("Still the three dots: put your answer in their place."))
        try:
            return self._plain(value, self._inputs(seed, also))
        except Refused as refused:
            return refused
        except Exception:  # an answer so odd that looking at it fails
            return Refused(
                _("I can't read `{name}`: compare it with what the exercise asks for.").format(
                    name=self.name
                )
            )

    def judge(self, taken: object, seed: Seed, also: Sequence[tuple] = ()) -> Verdict:
        """What the answer earns, and the sentence that says why."""
        if isinstance(taken, Refused):
            return Verdict(self.name, 0, self.points, str(taken))
        if isinstance(self.kind, Decision):
            decided = self.kind.debrief(seed, taken)
            earned = math.floor(2 * decided.share * self.points) / 2
            return Verdict(self.name, earned, self.points, decided.says, decided.mistake)

        inputs = self._inputs(seed, also)
        right = _right_answer(self, seed)
        difference = self._differs(taken, right, inputs)
        if difference is None:
            unseen = isinstance(self.kind, Function) and not also
            return Verdict(self.name, self.points, self.points, self.insight, unseen=unseen)
        shown = self._inputs(seed)
        right_where_shown = also and self._differs(taken[: len(shown)], right, shown) is None
        earned = self.points / 2 if right_where_shown else 0
        for mistake in self.mistakes:
            if self._differs(taken, mistake.answer(seed), inputs) is None:
                return Verdict(self.name, earned, self.points, mistake.says, mistake.name)
        return Verdict(self.name, earned, self.points, difference)

    def _inputs(self, seed: Seed, also: Sequence[tuple] = ()) -> list[tuple]:
        return [*self.kind.inputs(seed), *also] if isinstance(self.kind, Function) else []

    def _plain(self, value: object, inputs: list[tuple]) -> object:
        if isinstance(self.kind, Function):
            return self.kind.take(value, self.name, inputs)
        return self.kind.take(value, self.name)

    def _differs(self, taken: object, answer: object, inputs: list[tuple]) -> str | None:
        other = self._plain(answer, inputs)
        if isinstance(self.kind, Function):
            return self.kind.differs(taken, other, self.name, inputs)
        return self.kind.differs(taken, other, self.name)


@cache
def _right_answer(part: Part, seed: Seed) -> object:
    return part.right(seed)


@dataclass(frozen=True)
class Exercise:
    """One exercise of a chapter: its parts, the minutes it takes, what a full answer teaches.

    A text that the instructor marks by hand has no parts: it states its `points` itself.
    """

    id: str
    minutes: int
    parts: tuple[Part, ...] = ()
    insight: str = ""
    text_points: float = 0

    @property
    def points(self) -> float:
        return sum(part.points for part in self.parts) + self.text_points

    def judge(
        self,
        answers: Mapping[str, object],
        seed: Seed,
        also: Mapping[str, Sequence[tuple]] | None = None,
    ) -> Feedback:
        """Judge the learner's variables `answers` on the market `seed`.

        `also` names, for each function asked for, inputs beyond those of the exercise.
        What a learner's code prints or warns of while it is called is thrown away: nbgrader
        would take a warning in the check for a failure.
        """
        also = also or {}
        verdicts = []
        with _quiet():
            for part in self.parts:
                further = also.get(part.name, ())
                verdicts.append(part.judge(part.take(answers, seed, further), seed, further))
        return Feedback(self.id, tuple(verdicts), self.insight)


@contextmanager
def _quiet() -> Iterator[None]:
    nowhere = io.StringIO()
    with warnings.catch_warnings(), redirect_stdout(nowhere), redirect_stderr(nowhere):
        warnings.simplefilter("ignore")
        yield
