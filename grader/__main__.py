"""`python -m grader`: grade a class fast, with every submission locked in."""

import argparse
import csv
import fcntl
import os
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

# jsonschema, which nbformat needs, compiles a grammar of web addresses when it finds this package;
# that takes longer than to grade four submissions, and no notebook needs it.
sys.modules.setdefault("rfc3987_syntax", None)

from grader import grading, markets, sandbox  # noqa: E402
from grader.course import CannotGrade, Course  # noqa: E402

HELP = """\
Grades what learners handed in, in submitted/<learner>/<assignment>/, and writes scores and feedback
where nbgrader keeps them: the gradebook and the folder autograded/. Formgrader, manual grading,
`nbgrader generate_feedback` and `nbgrader export` go on from there.

Learners' code is locked in: it reaches no network, no other file, no other submission. It can be
stopped at any moment and started again; it goes on where it was.
"""


def main() -> int:
    arguments = _parser().parse_args()
    try:
        return arguments.command(Course.at(Path.cwd()), arguments)
    except CannotGrade as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as problem:
        print(
            f"Stopped: {problem}. What is graded is saved; the next run goes on.", file=sys.stderr
        )
        return 2
    except KeyboardInterrupt:
        print("Stopped. What is graded is saved; the next run goes on from there.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m grader", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    grade = commands.add_parser("grade", help="grade an assignment")
    grade.set_defaults(command=_grade)
    grade.add_argument("assignment", help="such as 01_identification")
    grade.add_argument("--learner", action="append", help="only this one (may be given again)")
    grade.add_argument("--again", action="store_true", help="also what is graded already")
    grade.add_argument(
        "--workers",
        type=int,
        default=os.cpu_count(),
        help="submissions at a time; %(default)s here",
    )
    grade.add_argument("--scheduler", help="address of a dask scheduler, to grade on many machines")
    grade.add_argument(
        "--real-kernel",
        action="store_true",
        help="start a Jupyter kernel for each submission, to check that scores agree; slow",
    )
    grade.add_argument(
        "--without-sandbox",
        action="store_true",
        help="go on where the sandbox can't be had: learners' code then runs with your own rights",
    )
    seeds = commands.add_parser("seeds", help="each learner's market, to hand out")
    seeds.set_defaults(command=_seeds)
    seeds.add_argument("assignment")
    secret = commands.add_parser("secret", help="give the class personal markets")
    secret.set_defaults(command=_secret)
    return parser


# Grading -----------------------------------------------------------------------------------------


def _grade(course: Course, arguments) -> int:
    name, notebook = arguments.assignment, course.notebook(arguments.assignment)
    _insist_on_sandbox(course, arguments)
    assignment = grading.Assignment(
        name,
        (course.released / name / notebook).read_text("utf-8"),
        (course.solutions / name / notebook).read_text("utf-8"),
        stations=1 if arguments.scheduler else arguments.workers,
        sandboxed=not arguments.without_sandbox,
        kernel=arguments.real_kernel,
    )
    with _alone(course), _executor(arguments, assignment) as executor:
        from grader.desk import Desk  # nbgrader takes a second to import; meanwhile others get warm

        desk = Desk(course, assignment, notebook)
        learners = arguments.learner or desk.roster()
        failed = desk.grade(executor, learners, again=arguments.again)
        desk.report(learners, failed)
    return 1 if failed else 0


def _insist_on_sandbox(course: Course, arguments) -> None:
    if arguments.without_sandbox:
        print("Without a sandbox: learners' code runs with your own rights.", file=sys.stderr)
        return
    missing = sandbox.missing_layer()
    if missing:
        raise CannotGrade(
            f"The sandbox can't be had here. Missing: {missing}.\n"
            "grader/README.md says what can be done. To go on all the same, with people you trust: "
            "--without-sandbox"
        )
    if any(course.root.is_relative_to(shown.resolve()) for shown in sandbox.shown_paths()):
        raise CannotGrade(
            f"{course.root} lies in a folder that learners' code has to see, that of Python. "
            "Move the course to another folder."
        )


@contextmanager
def _alone(course: Course) -> Iterator[None]:
    """Two runs at a time would do everything twice."""
    folder = course.root / "grading"
    folder.mkdir(exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise CannotGrade("Another grading is under way in this folder.") from taken
        yield


@contextmanager
def _executor(arguments, assignment: grading.Assignment) -> Iterator[Executor]:
    if arguments.scheduler:
        from grader.many import executor_of

        with executor_of(arguments.scheduler) as executor:
            yield executor
        return
    grading.prepare(assignment)  # it gets warm while the rest begins
    executor = ThreadPoolExecutor(arguments.workers)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
        grading.finish(assignment)


# Personal markets --------------------------------------------------------------------------------


def _secret(course: Course, arguments) -> int:
    try:
        markets.make_class_secret(course.root)
    except FileExistsError as there:
        raise CannotGrade(f"The class has a secret already, in {markets.SECRET_FILE}.") from there
    print(f"Written to {markets.SECRET_FILE}. Keep a copy, and hand it to nobody.")
    return 0


def _seeds(course: Course, arguments) -> int:
    secret = markets.class_secret(course.root)
    if secret is None:
        raise CannotGrade("The class has no secret yet: python -m grader secret")
    from grader.desk import roster

    writer = csv.writer(sys.stdout)
    writer.writerow(["learner", "CUSTOMERLAB_SEED"])
    for learner in roster(course):
        writer.writerow([learner, markets.seed_of(secret, learner, arguments.assignment)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
