"""One command opens the course, and whatever stands in its way is said in one sentence."""

import ast
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OLD_PYTHONS = sorted(Path.home().glob(".pyenv/versions/3.[6-9].*/bin/python"))
OLD_PYTHONS += sorted(Path.home().glob(".pyenv/versions/3.10.*/bin/python"))
NO_NETWORK = {
    **{"UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple", "UV_HTTP_RETRIES": "0"},
    **{"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"},
    **{"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""},
}


def run_start(folder, *arguments, python=sys.executable, **environment):
    """Run a copy of start.py to its end."""
    return subprocess.run(
        [str(python), "start.py", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def assert_one_sentence(finished, *words):
    """The user is told one sentence that has all the words, and the exit code says: failed."""
    assert finished.returncode != 0
    assert "Traceback" not in finished.stderr
    assert finished.stderr.startswith("start.py: ")
    assert len(finished.stderr.strip().splitlines()) == 1
    for word in words:
        assert word in finished.stderr


def imports_what_it_needs(folder):
    """The environment of a copy has the course's own package and a whole setuptools."""
    python = folder / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    imports = "import customerlab, setuptools.build_meta; print(customerlab.__file__)"
    found = subprocess.run([str(python), "-c", imports], cwd=folder.parent, capture_output=True)
    return found.returncode == 0 and found.stdout.decode().startswith(str(folder))


class TestPython:
    def test_start_parses_on_python_3_6(self):
        ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))

    @pytest.mark.parametrize("python", OLD_PYTHONS, ids=lambda path: path.parents[1].name)
    def test_a_python_that_is_too_old_is_told_so(self, small, python):
        version = ".".join(python.parents[1].name.split(".")[:2])
        finished = subprocess.run([str(python), str(small / "start.py")], capture_output=True)
        finished.stderr = finished.stderr.decode()
        assert_one_sentence(
            finished, f"Python {version}", "3.11 or newer", "https://www.python.org"
        )
        assert not (small / ".venv").exists()

    @pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
    def test_older_is_refused(self, start, version):
        with pytest.raises(start.Trouble, match=rf"Python {version[0]}\.{version[1]} .* 3\.11"):
            start.check_python(version)

    @pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 20, 0)])
    def test_newer_is_taken(self, start, version):
        start.check_python(version)


class TestPort:
    def test_an_occupied_port_is_told_before_anything_is_made(self, small):
        with socket.create_server(("127.0.0.1", 0)) as other_program:
            port = str(other_program.getsockname()[1])
            assert_one_sentence(run_start(small, "--port", port), f"Port {port}", "--port")
        assert not (small / ".venv").exists()

    def test_a_port_that_cannot_be_is_told(self, small):
        assert_one_sentence(run_start(small, "--port", "70000"), "Port 70000")


class TestEnvironment:
    def test_is_made_from_the_lock_and_a_second_run_does_nothing(self, start, small, monkeypatch):
        start.prepare()
        assert imports_what_it_needs(small)
        monkeypatch.setattr(start, "run", lambda *_: pytest.fail("something was installed again"))
        start.prepare()

    def test_what_the_tests_need_is_added_and_serves_the_learner_too(self, start, monkeypatch):
        start.prepare()
        monkeypatch.setattr(start.shutil, "rmtree", lambda *_: pytest.fail("it began anew"))
        start.prepare(for_tests=True)
        assert start.shutil.which("uv", path=start.PROGRAMS)
        monkeypatch.setattr(start, "run", lambda *_: pytest.fail("something was installed again"))
        start.prepare()
        start.prepare(for_tests=True)

    def test_a_new_lock_is_installed(self, start, small):
        start.prepare()
        lock = small / "requirements.lock"
        lock.write_text((small / "requirements-test.lock").read_text())
        start.prepare()
        assert start.shutil.which("uv", path=start.PROGRAMS)

    @pytest.mark.skipif(os.name == "nt", reason="Windows doesn't delete what is running")
    def test_is_made_anew_even_by_its_own_python(self, small):
        run_start(small, "build")
        (small / ".venv" / "finished.txt").unlink()
        own = small / ".venv" / "bin" / "python"
        assert run_start(small, "build", python=own).stdout.endswith("built\n")

    def test_a_folder_that_was_moved_gets_a_new_environment(self, small, tmp_path_factory):
        run_start(small, "build")
        moved = tmp_path_factory.mktemp("moved") / "course"
        shutil.move(small, moved)
        assert run_start(moved, "build").stdout.endswith("built\n")
        assert imports_what_it_needs(moved)

    @pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
    @pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
    def test_an_interrupted_install_is_made_anew(self, small, sign):
        command = [sys.executable, "start.py", "build"]
        first = subprocess.Popen(
            command, cwd=small, start_new_session=True, stderr=subprocess.PIPE, encoding="utf-8"
        )
        while not (small / ".venv" / "install.log").exists():
            assert first.poll() is None
            time.sleep(0.01)
        os.killpg(first.pid, sign)
        assert "Traceback" not in first.communicate()[1]
        assert first.returncode != 0
        assert not (small / ".venv" / "finished.txt").exists()

        assert run_start(small, "build").stdout.endswith("built\n")
        assert imports_what_it_needs(small)

    def test_what_was_half_installed_is_not_trusted(self, start, small):
        start.prepare()
        (half,) = small.glob(".venv/**/setuptools/build_meta.py")
        half.unlink()
        start.FINISHED.unlink()
        assert not imports_what_it_needs(small)
        start.prepare()
        assert imports_what_it_needs(small)

    def test_no_network_is_told_and_the_next_try_succeeds(self, small, tmp_path_factory):
        empty = str(tmp_path_factory.mktemp("cache"))
        finished = run_start(small, "build", UV_CACHE_DIR=empty, **NO_NETWORK)
        assert_one_sentence(finished, "downloaded", "network", "again")
        assert run_start(small, "build").stdout.endswith("built\n")

    @pytest.mark.parametrize(
        "pattern, other", [(r"sha256:\w{4}", "sha256:0000"), (r" \\\n +--hash=\w+:\w+", "")]
    )
    def test_a_package_without_its_hash_is_refused(self, start, small, pattern, other):
        lock = small / "requirements.lock"
        lock.write_text(re.sub(pattern, other, lock.read_text()))
        with pytest.raises(start.Trouble, match="not the one that the course was tested with"):
            start.prepare()
        assert not start.FINISHED.exists()

    def test_python_without_venv_is_told_which_package_to_install(self, start, monkeypatch):
        monkeypatch.setattr(start, "find_uv", lambda: None)
        monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
        with pytest.raises(start.Trouble, match="python3-venv"):
            start.prepare()

    def test_an_incomplete_download_of_the_course_is_told(self, small):
        (small / "requirements.lock").unlink()
        assert_one_sentence(run_start(small), "requirements.lock")


@pytest.mark.slow
class TestWithoutUv:
    """Most learners have no uv: pip gets it, and where it can't, pip does all the work."""

    @pytest.fixture
    def without_uv(self, start, monkeypatch):
        system_uv = start.shutil.which

        def which(name, path=None):
            return system_uv(name, path=path) if path else None

        monkeypatch.setattr(start.shutil, "which", which)
        return start

    def test_pip_installs_uv(self, without_uv, small):
        without_uv.prepare()
        assert without_uv.find_uv().startswith(str(without_uv.PROGRAMS))
        assert imports_what_it_needs(small)

    def test_pip_alone_will_do(self, without_uv, small, monkeypatch):
        monkeypatch.setattr(without_uv, "install_uv", lambda: None)
        without_uv.prepare()
        assert without_uv.find_uv() is None
        assert imports_what_it_needs(small)

    def test_no_network_is_told(self, without_uv, monkeypatch):
        for name, value in NO_NETWORK.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        with pytest.raises(without_uv.Trouble, match="needs the network"):
            without_uv.prepare()
        assert not without_uv.FINISHED.exists()


@pytest.mark.parametrize(
    "output, words",
    [
        ("error: No space left on device (os error 28)", "disk is full"),
        ("OSError: [WinError 112] There is not enough space on the disk", "disk is full"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "No permission to write"),
        ("[WinError 5] Access is denied: 'python.exe'", "close whatever uses the course"),
        ("OSError: [Errno 30] Read-only file system: '.venv'", "No permission to write"),
        ("  cause: dns error: failed to lookup address information", "needs the network"),
        ("  cause: invalid peer certificate: UnknownIssuer", "UV_SYSTEM_CERTS"),
        ("NewConnectionError: Failed to establish a new connection", "needs the network"),
        ("  cause: Hash mismatch for `numpy==2.4.6`", "not the one that the course"),
        ("pyyaml==6.0.3 has no usable wheels and you require it", "Python from 3.11 to 3.14"),
        ("ERROR: No matching distribution found for numpy==9", "Python from 3.11 to 3.14"),
        ("boom\nthe sky fell\n", "(the sky fell)"),
        ("", "(it said nothing)"),
    ],
)
def test_what_an_installer_says_is_explained(start, output, words):
    sentence = start.explain(output)
    assert words in sentence
    assert "\n" not in sentence


class TestCommands:
    @pytest.fixture
    def handed_over(self, start, monkeypatch):
        """What would be run in the environment, instead of running it."""
        calls = []
        monkeypatch.setattr(start, "prepare", lambda for_tests=False: None)
        monkeypatch.setenv("CUSTOMERLAB_CHROMIUM", sys.executable)  # any program will do here
        monkeypatch.setattr(start, "hand_over", lambda *call: calls.append(call))
        return calls

    def call(self, start, monkeypatch, *arguments):
        monkeypatch.setattr(sys, "argv", ["start.py", *arguments])
        start.main()

    def test_pytest_gets_the_other_arguments_and_the_browser(self, start, handed_over, monkeypatch):
        self.call(start, monkeypatch, "test", "--quick", "tests/set_up", "-k", "port")
        ((settings, module, *arguments),) = handed_over
        assert module == "pytest"
        assert settings["CUSTOMERLAB_CHROMIUM"] == sys.executable
        assert arguments[:2] == ["-n", str(os.cpu_count())]
        assert arguments[2:] == ["-m", "not slow", "tests/set_up", "-k", "port"]

    def test_without_a_browser_its_tests_are_left_out_aloud(
        self, start, handed_over, monkeypatch, capsys
    ):
        monkeypatch.setenv("CUSTOMERLAB_CHROMIUM", "/no/such/chromium")
        monkeypatch.setattr(start, "playwrights_chromium", lambda settings: None)
        self.call(start, monkeypatch, "test")
        assert handed_over[0][-2:] == ("-m", "not browser")
        assert "CUSTOMERLAB_CHROMIUM" not in handed_over[0][0]
        assert "needs a browser is left out" in capsys.readouterr().out

    def test_a_failed_download_of_a_browser_is_no_browser(self, start, monkeypatch):
        monkeypatch.setattr(start, "PYTHON", sys.executable)
        nowhere = {"PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
        settings = {**os.environ, **nowhere, "PLAYWRIGHT_BROWSERS_PATH": str(start.ROOT)}
        assert start.playwrights_chromium(settings) is None

    @pytest.mark.parametrize(
        "command, module", [("build", "coursebuilder"), ("bench", "tests.bench")]
    )
    def test_authors_commands(self, start, handed_over, monkeypatch, command, module):
        self.call(start, monkeypatch, command)
        assert handed_over[0][1:] == (module,)

    def test_help_names_every_command(self, small):
        said = run_start(small, "--help").stdout
        for word in ("test", "--quick", "build", "bench", "--port", "--no-browser", ".venv"):
            assert word in said

    def test_an_unknown_command_is_told_in_a_line(self, small):
        finished = run_start(small, "tset")
        assert finished.returncode != 0
        assert "'tset'" in finished.stderr and "Traceback" not in finished.stderr

    def test_the_users_own_jupyter_settings_stay(self, start, monkeypatch):
        monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/theirs")
        settings = start.course_settings()
        ours = str(start.ROOT / ".jupyter")
        assert settings["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [ours, "/theirs"]
        assert settings["PATH"].split(os.pathsep)[0] == str(start.PROGRAMS)


@pytest.fixture(scope="module")
def server(clone, tmp_path_factory):
    """The address of a JupyterLab that start.py opens in a fresh clone; its token is `lab`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    home = str(tmp_path_factory.mktemp("home"))
    user = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    user.update(HOME=home, USERPROFILE=home)
    if "UV_CACHE_DIR" not in user:  # it would be in the home: the packages would come again
        ask = [sys.executable, "-m", "uv", "cache", "dir"]
        user["UV_CACHE_DIR"] = subprocess.check_output(ask, encoding="utf-8").strip()
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token=lab"]
    log = clone.parent / "start.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "start.py", *options],
            cwd=clone,
            env=user,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    for _ in range(900):
        try:
            get(f"{address}/api?token=lab")
            break
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.2)
    yield address
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=30)


@pytest.mark.slow
class TestJupyterLab:
    """The real thing: from a fresh clone to the home page, with nothing in the user's home."""

    def test_opens_on_the_home_page(self, server):
        url, page = get(f"{server}/?token=lab")
        assert url.split("?")[0] == f"{server}/lab/tree/course/home.ipynb"
        assert "JupyterLab" in page

    def test_news_are_off_and_nbgrader_is_on(self, server):
        _, page = get(f"{server}/lab?token=lab")
        config = json.loads(re.search(r'jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[1])
        assert "@jupyterlab/apputils-extension:announcements" in config["disabledExtensions"]
        assert "@jupyter/nbgrader" in [one["name"] for one in config["federated_extensions"]]

    @pytest.mark.browser
    def test_no_popup_covers_the_first_screen(self, server):
        playwright = pytest.importorskip("playwright.sync_api")
        chromium = os.environ.get("CUSTOMERLAB_CHROMIUM")
        if not chromium:
            pytest.skip("there is no Chromium")
        elsewhere = []
        with playwright.sync_playwright() as driver:
            flags = [
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
            ]
            browser = driver.chromium.launch(executable_path=chromium, args=flags)
            page = browser.new_page()
            page.on("request", lambda request: elsewhere.append(request.url))
            page.goto(f"{server}/lab?token=lab")
            page.wait_for_selector("#jp-main-dock-panel")
            page.wait_for_timeout(4000)  # the pop-up would come after the page
            assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
            assert "official Jupyter news" not in page.content()
            browser.close()
        local = (server, server.replace("http", "ws"), "data:", "blob:")
        assert [url for url in elsewhere if not url.startswith(local)] == []

    def test_nbgrader_finds_alembic(self, server, clone):
        programs = clone / ".venv" / ("Scripts" if os.name == "nt" else "bin")
        alembic = shutil.which("alembic", path=programs)
        assert subprocess.run([alembic, "--version"], capture_output=True).returncode == 0

    def test_leaves_the_clone_as_it_was(self, server, clone):
        new = {path.name for path in clone.iterdir()} - {path.name for path in ROOT.iterdir()}
        assert new <= {".venv"}


def get(url):
    """The final address and the text of a page; cookies are kept on the way, as browsers do."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(url, timeout=10) as answer:
        return answer.geturl(), answer.read().decode()
