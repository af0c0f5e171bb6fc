"""One JupyterLab and one page for the whole walk, in a browser that may talk to nobody else."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.lab import QUIET, copy_course, running_lab


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return copy_course(tmp_path_factory.mktemp("customer-lab"))


@pytest.fixture(scope="module")
def page(course, tmp_path_factory):
    """The course's home page; a request to any other host fails the test at its end."""
    program = os.environ.get("CUSTOMERLAB_CHROMIUM")
    if not program:
        pytest.skip("no Chromium: set CUSTOMERLAB_CHROMIUM to its path, or use start.py test")
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    strangers = []

    def note_strangers(request):
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            strangers.append(request.url)

    with (
        running_lab(course, tmp_path_factory.mktemp("home")) as (address, token),
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        page = chromium.new_page(base_url=address, viewport={"width": 1280, "height": 900})
        page.on("request", note_strangers)
        page.goto(f"/lab/tree/course/home.ipynb?token={token}")
        yield page
        chromium.close()
    assert not strangers, f"the page asked other hosts: {strangers}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What was on the screen when a step failed."""
    report = yield
    folder = os.environ.get("CUSTOMERLAB_SCREENSHOTS")
    if folder and report.when == "call" and report.failed and "page" in item.funcargs:
        item.funcargs["page"].screenshot(path=Path(folder) / f"failed-{item.name}.png")
    return report
