"""JupyterLab on a copy of the course, and a real browser: for the tests and for the benchmark."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What keeps Chromium from asking its maker's hosts.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def copy_course(folder: Path) -> Path:
    """What a learner and an instructor have, in another place, so that the repository stays."""
    for name in ("course", "exercises", "solutions", ".jupyter"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


@contextmanager
def running_lab(course: Path, home: Path) -> Iterator[tuple[str, str]]:
    """The address and the token of a JupyterLab that knows nothing of this user's settings."""
    token, port = secrets.token_hex(16), _free_port()
    environment = {
        **os.environ,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_CONFIG_PATH": str(course / ".jupyter"),
        "PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"],
    }
    with open(home / "lab.log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}"]
            + [f"--IdentityProvider.token={token}", "--allow-root"],
            cwd=course,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(f"{address}/api?token={token}", server, home / "lab.log")
        yield address, token
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()}")


class Notebook:
    """The notebook in front, driven as a person would: by menu, mouse and keyboard."""

    def __init__(self, page):
        self.page = page
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def open(self, path: str) -> None:
        """Open it from the address bar, and wait until its kernel is there."""
        self.page.goto(f"/lab/tree/{path}")
        # JupyterLab first puts back the tabs of last time, and brings this one to the front later.
        in_front = "#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current"
        self.page.locator(in_front, has_text=Path(path).name).wait_for(timeout=60_000)
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        self.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(
            timeout=60_000
        )

    def run_all(self) -> None:
        """Run all cells by the menu, and wait until the last one waits for its turn, or is done.

        The menu speaks to the notebook that was clicked last, and to none while JupyterLab is still
        putting its tabs back, so it is asked again where nothing happens.
        """
        prompt = self.panel.locator(".jp-CodeCell .jp-InputPrompt").last
        before = prompt.inner_text()
        for _ in range(10):
            self.panel.locator(".jp-MarkdownCell").first.click(position={"x": 200, "y": 5})
            self.page.get_by_role("menuitem", name="Run", exact=True).click()
            self.page.locator('[data-command="runmenu:run-all"]').click()
            for _ in range(20):
                if prompt.inner_text() not in (before, "", "[ ]:"):
                    return
                self.page.wait_for_timeout(100)
        raise AssertionError("the notebook doesn't run")

    def cell(self, text: str):
        """The first code cell whose source holds `text`."""
        source = self.page.locator(".jp-InputArea", has_text=text)
        return self.panel.locator(".jp-CodeCell").filter(has=source).first

    def output(self, cell):
        return cell.locator(".jp-OutputArea-output")

    def type_into(self, cell, code: str) -> None:
        """Replace a code cell's text, and run it."""
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")

    def run(self, cell) -> None:
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")

    @property
    def slider(self):
        """The handle of the first slider of a panel."""
        return self.panel.locator(".noUi-handle").first

    @property
    def picture_of_panel(self):
        return self.panel.locator(".jupyter-widgets img").first

    def press_and_wait_for_picture(self, key: str) -> None:
        """Press a key on the slider, and wait until the panel shows another picture."""
        before = self.picture_of_panel.get_attribute("src")
        self.slider.press(key)
        self.page.wait_for_function(
            """before => {
                const panel = document.querySelector(".jp-NotebookPanel:not(.lm-mod-hidden)");
                const picture = panel.querySelector(".jupyter-widgets img");
                return picture && picture.src !== before;
            }""",
            arg=before,
            polling=10,
        )
