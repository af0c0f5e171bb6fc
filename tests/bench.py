"""`python start.py bench`: how fast the course is, beside what it can be compared with."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import nbformat
from nbclient import NotebookClient

from customerlab.market.randomness import stream
from customerlab.simulations import ChannelFiles
from tests.browser.lab import QUIET, Notebook, copy_course, running_lab

ROOT = Path(__file__).resolve().parents[1]
LESSON_WITH_PANEL = "course/01_identification/1_who_is_the_customer.ipynb"


def seconds(work, times: int = 7) -> float:
    """The median time of some runs, after one to warm up."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def bench_play() -> None:
    """A play of the simulation, beside the time that numpy needs for the same random numbers."""
    game = ChannelFiles("bench", people=20_000)
    plan = game.best
    play = seconds(lambda: game.play(plan).cost)
    draws = len(game.play(plan).month.weight)  # the clerk's luck, one number a pair
    draw = seconds(lambda: stream("bench", "draws").random(draws))
    print(f"play at 20,000 people     {play * 1000:8.2f} ms")
    print(f"  numpy's {draws:,} draws  {draw * 1000:8.2f} ms    ratio {play / draw:.1f}")


def bench_import() -> None:
    """Importing the package, beside importing the libraries that it stands on."""

    def run(code: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True), times=5)

    nothing = run("pass")
    libraries = run("import pandas, matplotlib.figure, scipy.sparse.csgraph, ipywidgets") - nothing
    package = run("import customerlab.notebook") - nothing
    print(f"import of the package     {package:8.2f} s")
    print(f"  of its libraries alone  {libraries:8.2f} s     ratio {package / libraries:.2f}")


def bench_lessons() -> None:
    """Each lesson from the top, kernel start included."""
    for path in sorted((ROOT / "course").rglob("[0-9]_*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        with tempfile.TemporaryDirectory() as folder:
            client = NotebookClient(notebook, resources={"metadata": {"path": folder}})
            start = time.perf_counter()
            client.execute()
        print(f"{path.parent.name}/{path.stem:36}{time.perf_counter() - start:6.1f} s")


def bench_panel() -> None:
    """From the press of an arrow key on a slider to the new picture, in a real browser."""
    program = os.environ.get("CUSTOMERLAB_CHROMIUM")
    if not program:
        print("panel in the browser      left out: no Chromium")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder, "home")
        home.mkdir()
        with running_lab(copy_course(Path(folder, "course")), home) as (address, token):
            chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
            page = chromium.new_page(base_url=address)
            page.goto(f"/lab/tree/{LESSON_WITH_PANEL}?token={token}")
            notebook = Notebook(page)
            notebook.wait_until_idle()
            notebook.run_all()
            notebook.slider.wait_for(timeout=60_000)
            notebook.slider.scroll_into_view_if_needed()
            taken = []
            for _ in range(8):
                start = time.perf_counter()
                notebook.press_and_wait_for_picture("ArrowRight")
                taken.append(time.perf_counter() - start)
            chromium.close()
    print(f"panel's answer to a key   {median(taken) * 1000:8.0f} ms")


if __name__ == "__main__":
    bench_play()
    bench_import()
    bench_panel()
    bench_lessons()
