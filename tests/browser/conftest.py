"""JupyterLab on a copy of the course, in a real browser that may talk to nobody else."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def course(tmp_path_factory) -> Path:
    """A copy of what a learner and an instructor have, so that nothing in the repository changes."""
    folder = tmp_path_factory.mktemp("customer-lab")
    for name in ("course", "exercises", "solutions", ".jupyter"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return folder


@pytest.fixture(scope="session")
def lab(course, tmp_path_factory):
    """The address of a running JupyterLab, with its token."""
    home = tmp_path_factory.mktemp("home")
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
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser():
    playwright_api = pytest.importorskip("playwright.sync_api")
    program = os.environ.get("CUSTOMERLAB_CHROMIUM")
    if not program:
        pytest.skip("no Chromium: set CUSTOMERLAB_CHROMIUM to its path, or use start.py test")
    with playwright_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def page(browser, lab):
    """One page for the whole walk; a request to any other host fails the test at its end."""
    address, token = lab
    context = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    strangers = []
    page.on(
        "request",
        lambda request: strangers.append(request.url)
        if urlsplit(request.url).hostname not in ("127.0.0.1", None)
        else None,
    )
    page.goto(f"/lab/tree/course/home.ipynb?token={token}")
    yield page
    context.close()
    assert not strangers, f"the page asked other hosts: {strangers}"
