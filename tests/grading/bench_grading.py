"""How fast the grader is, beside stock nbgrader on the same submissions.

`python -m tests.grading.bench_grading 40` prints both, and says whether the scores are the same.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.grading.classroom import ASSIGNMENT, hand_in, make_course, ordinary, run, scores


def bench_grading(count: int = 40, stock_count: int | None = None) -> None:
    """Grade a class of `count`; stock nbgrader grades the first `stock_count` of them, or all."""
    stock_count = stock_count or count
    with tempfile.TemporaryDirectory() as folder:
        stock, ours = (make_course(Path(folder, name)) for name in ("stock", "ours"))
        for number in range(count):
            notebook = ordinary(number)
            hand_in(ours, f"learner{number:03}", notebook)
            if number < stock_count:
                hand_in(stock, f"learner{number:03}", notebook)
        theirs = _timed(lambda: run(stock, "nbgrader", "autograde", ASSIGNMENT))
        taken = _timed(lambda: run(ours, "grader", "grade", ASSIGNMENT))
        expected = scores(stock)
        got = {learner: earned for learner, earned in scores(ours).items() if learner in expected}
    ratio = (theirs[0] / stock_count) / (taken[0] / count)
    work = (theirs[1] / stock_count) / (taken[1] / count)
    print(f"grading, stock nbgrader   {theirs[0]:8.1f} s      for {stock_count} submissions")
    print(f"  this grader             {taken[0]:8.1f} s      for {count}")
    print(f"  throughput              {ratio:8.1f} times    processor time {work:.1f} times less")
    differ = [learner for learner in expected if expected[learner] != got[learner]]
    print(f"  scores                  {'the same' if not differ else f'differ: {differ}'}")
    for learner in differ:
        for cell, score in expected[learner].items():
            if score != got[learner][cell]:
                print(f"    {learner} {cell}: stock {score}, this grader {got[learner][cell]}")


def _timed(work) -> tuple[float, float]:
    """Seconds, and seconds of processor time."""
    start, used = time.perf_counter(), _processor_time()
    work()
    return time.perf_counter() - start, _processor_time() - used


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    bench_grading(*map(int, sys.argv[1:]))
