"""The learner's way, walked in a real browser; each step needs the one before.

With CUSTOMERLAB_SCREENSHOTS set to a folder, each step leaves a picture there to be looked at.
"""

import json
import os
import re
from pathlib import Path

import pytest

from tests.browser.lab import Notebook
from tests.chapters.workbook import Workbook

playwright_api = pytest.importorskip("playwright.sync_api")
expect = playwright_api.expect
expect.set_options(timeout=60_000)

pytestmark = [pytest.mark.slow, pytest.mark.browser]

EXERCISE = "blocking"
WORKBOOK = Workbook("01_identification")


def picture(page, name: str) -> None:
    if folder := os.environ.get("CUSTOMERLAB_SCREENSHOTS"):
        page.wait_for_timeout(500)
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_the_home_page_opens_with_no_pop_up_and_says_what_to_do_first(page):
    notebook = Notebook(page)
    notebook.wait_until_idle()
    expect(page.get_by_role("heading", name="Customer Lab")).to_be_visible()
    assert page.locator(".jp-Dialog, .jp-Notification-Toast").count() == 0
    notebook.run_all()
    expect(notebook.panel.get_by_text("Do this next:").first).to_be_visible()
    assert notebook.panel.locator("progress").count() >= 3
    picture(page, "1-home")


def test_a_lesson_is_opened_by_its_link_and_runs_from_the_top(page):
    notebook = Notebook(page)
    notebook.panel.get_by_role(
        "link", name=re.compile("Who is the customer|who is the customer")
    ).first.click()
    expect(page.locator(".lm-TabBar-tab.lm-mod-current", has_text="1_who_is")).to_be_visible()
    notebook.wait_until_idle()
    picture(page, "2-lesson")
    notebook.run_all()
    expect(notebook.panel.get_by_text("Finished.")).to_be_visible()
    assert notebook.panel.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0
    assert notebook.panel.locator("img:not([alt])").count() == 0
    picture(page, "3-lesson-end")


def test_a_slider_moved_by_key_or_mouse_changes_the_picture(page):
    notebook = Notebook(page)
    notebook.slider.scroll_into_view_if_needed()
    first = notebook.picture_of_panel.get_attribute("alt")
    notebook.press_and_wait_for_picture("ArrowLeft")
    second = notebook.picture_of_panel.get_attribute("alt")
    handle = notebook.slider.bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(handle["x"] + 60, handle["y"] + 5, steps=5)
    page.mouse.up()
    expect(notebook.picture_of_panel).not_to_have_attribute("alt", second)
    third = notebook.picture_of_panel.get_attribute("alt")
    assert len({first, second, third}) == 3
    picture(page, "4-panel")


def test_a_wrong_answer_is_told_which_mistake_it_is(page):
    from tests.chapters.test_exercises import proof

    notebook = Notebook(page)
    notebook.open("exercises/01_identification/exercises.ipynb")
    notebook.run_all()
    check = notebook.cell(f'check("{EXERCISE}")')
    expect(notebook.output(check)).to_contain_text("0 of")
    wrong = proof("01_identification", EXERCISE).WRONG
    mistake, code = next(iter(wrong.items()))
    says = {
        verdict.mistake: verdict.says
        for verdict in WORKBOOK.feedback(EXERCISE, code, hidden=False).verdicts
    }[mistake]
    notebook.type_into(answer_cell(notebook), code)
    notebook.run(check)
    expect(notebook.output(check)).to_contain_text(says.replace("`", "")[:60])
    picture(page, "5-wrong")


def test_a_right_answer_is_praised_with_an_insight_and_kept(page, course):
    notebook = Notebook(page)
    solution = WORKBOOK.solution(EXERCISE)
    notebook.type_into(answer_cell(notebook), re.sub(r"(?m)^\s*### .*\n", "", solution))
    check = notebook.cell(f'check("{EXERCISE}")')
    notebook.run(check)
    expect(notebook.output(check)).not_to_contain_text("Not yet")
    kept = json.loads((course / "progress.json").read_text(encoding="utf-8"))
    assert kept["points"][EXERCISE] > 0
    picture(page, "6-right")


def test_validate_says_what_is_still_missing(page):
    Notebook(page).panel.get_by_role("button", name="Validate").click()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_be_visible(timeout=180_000)
    picture(page, "7-validate")
    expect(dialog).to_contain_text("Partial credit")
    dialog.get_by_role("button").last.click()


def test_the_home_page_has_moved_on(page):
    notebook = Notebook(page)
    notebook.open("course/home.ipynb")
    notebook.run_all()
    expect(notebook.panel.get_by_text("(done)").first).to_be_visible()
    bars = notebook.panel.locator("progress").evaluate_all("bars => bars.map(bar => bar.value)")
    assert sum(value > 0 for value in bars) == 2, "a lesson finished, and points earned"
    picture(page, "8-home-again")


def test_formgrader_opens_on_the_course_assignment(page):
    page.goto("/formgrader")
    expect(page.get_by_text("01_identification").first).to_be_visible()
    picture(page, "9-formgrader")


def answer_cell(notebook):
    """The cell above the check, in which the learner writes."""
    return notebook.cell(WORKBOOK.starter(EXERCISE).splitlines()[0])
