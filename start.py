"""Open the course: makes its Python environment in the folder .venv, once, and starts JupyterLab.

    python start.py                  open the course in your browser
    python start.py test [--quick]   run the tests; what follows goes to pytest, such as -k name
    python start.py build            write the derived files (notebooks, data, environment.yml)
    python start.py bench            measure how fast the course is

Needs Python 3.11 or newer, and the network the first time. Nothing outside this folder is changed;
to be rid of the environment, or to begin anew, delete .venv.
"""

# Only the standard library, and only what an old Python can read: it shall say that it is too old.
import argparse
import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)  # the Pythons that the locks hold ready-made packages for

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
FINISHED = ENVIRONMENT / "finished.txt"  # written last: without it, the environment is made anew
LOG = ENVIRONMENT / "install.log"

LEARNER_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"

# Nothing is installed but what was tested, and nothing that would have to be compiled first.
LOCKED = ["--require-hashes", "--only-binary", ":all:"]

# What the installers and the system say, and what it means. The first that fits is told.
CAUSES = [
    (
        r"no space left|not enough space|os error (28|112)|disk quota",
        "The disk is full, and the course needs about 1.5 GB: make room, then run start.py again.",
    ),
    (
        r"permission denied|access is denied|read-only file system|operation not permitted",
        f"No permission to write in {ROOT}: close whatever uses the course (JupyterLab, an editor) "
        "or move the folder to where you may write, then run start.py again.",
    ),
    (
        r"hash mismatch|do not match the hashes|require-hashes",
        "A downloaded package is not the one that the course was tested with: "
        "try again, and if it stays so, tell the course's authors.",
    ),
    (
        r"certificate",
        "This network puts a certificate of its own in place of the web's: set the environment "
        "variable UV_SYSTEM_CERTS=1, or ask whoever runs the network, and run start.py again.",
    ),
    (
        r"dns error|error sending request|failed to fetch|connection|network|timed out"
        r"|name resolution|proxy",
        "The packages could not be downloaded: the first start needs the network, so connect "
        "(behind a company's proxy, set HTTPS_PROXY) and run start.py again.",
    ),
    (
        r"no usable wheels|no wheels|no matching distribution|building from source is disabled",
        "This Python (%d.%d) has no ready-made package for this computer: "
        "install a Python from %d.%d to %d.%d from https://www.python.org/downloads/ and use that."
        % (sys.version_info[:2] + OLDEST + NEWEST),
    ),
]


class Trouble(Exception):
    """Something that the user can mend, said in one sentence."""


def explain(output):
    """What an installer's or the system's words mean for the user."""
    for pattern, sentence in CAUSES:
        if re.search(pattern, output, re.IGNORECASE):
            return sentence
    last = output.strip().splitlines()[-1:] or ["it said nothing"]
    return f"Something unforeseen came up ({last[0].strip()}): run start.py again, or see {LOG}."


def check_python(version):
    """Refuse a Python that is too old for the course."""
    if version < OLDEST:
        raise Trouble(
            "This is Python %d.%d and the course needs %d.%d or newer: install one from "
            "https://www.python.org/downloads/ and run start.py with that."
            % (tuple(version[:2]) + OLDEST)
        )


def run(*command):
    """Run an installer's step; what it downloads is shown in one line, all it says logged."""
    said = []
    step = subprocess.Popen(
        [str(word) for word in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with LOG.open("a", encoding="utf-8") as log:
        for line in step.stdout:
            log.write(line)
            said.append(line)
            if sys.stderr.isatty() and "ownload" in line:
                sys.stderr.write("\r  " + line.strip()[:70].ljust(72))
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 74 + "\r")
    if step.wait() != 0:
        raise Trouble(explain("".join(said)))


def find_uv():
    """The path of a uv that works (it installs ten times faster than pip), or None."""
    for path in (PROGRAMS, None):
        uv = shutil.which("uv", path=path)
        # A name on the PATH may be the husk of another Python's uv.
        if uv and subprocess.run([uv, "--version"], capture_output=True).returncode == 0:
            return uv
    return None


def make_empty_environment(uv):
    """An environment without packages."""
    ENVIRONMENT.mkdir()
    python = sys._base_executable  # not the environment's own, should start.py run in it
    if uv:
        run(uv, "venv", "--allow-existing", "--python", python, ENVIRONMENT)
    elif importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        run(python, "-m", "venv", ENVIRONMENT)
    else:
        raise Trouble(
            "This Python comes without its venv module: install it "
            "(on Debian and Ubuntu: sudo apt install python3-venv), then run start.py again."
        )


def install_uv():
    """Have pip install uv into the environment, as locked; None where it can't, so pip goes on."""
    locked = re.search(r"^uv==.*?(?=^\w|\Z)", TEST_LOCK.read_text(encoding="utf-8"), re.M | re.S)
    requirement = ENVIRONMENT / "uv.lock"
    requirement.write_text(locked.group(), encoding="utf-8")
    try:
        run(PYTHON, "-m", "pip", "install", "--retries", "1", *LOCKED, "-r", requirement)
    except Trouble:
        return None
    return find_uv()


def install(lock, uv):
    """Install exactly what a lock says, and the course's own packages, into the environment."""
    if uv:
        installer = [uv, "pip", "install", "--python", PYTHON]
        compiled = ["--compile-bytecode"]  # uv leaves that to the first import, which is then slow
    else:
        installer, compiled = [PYTHON, "-m", "pip", "install"], []
    run(*installer, *compiled, *LOCKED, "-r", lock)
    # With the locked setuptools, so that nothing is downloaded that no lock names.
    run(*installer, "--no-deps", "--no-build-isolation", "--editable", ROOT)


def digest(*files):
    """One line that stands for what the files hold."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def prepare(for_tests=False):
    """See to it that the environment holds what is needed; does nothing where it already does."""
    # An environment can't change its Python, nor move to another folder.
    place = f"{sys.version} {ROOT}".replace("\n", " ")
    learner = digest(ROOT / "pyproject.toml", LEARNER_LOCK)
    tests = digest(ROOT / "pyproject.toml", LEARNER_LOCK, TEST_LOCK)

    finished = FINISHED.read_text(encoding="utf-8").splitlines() if FINISHED.exists() else []
    if place in finished and (tests if for_tests else learner) in finished:
        return
    print("Preparing the environment; this happens once and takes a minute or so.", flush=True)
    FINISHED.unlink(missing_ok=True)
    if place not in finished and ENVIRONMENT.exists():  # perhaps half made
        shutil.rmtree(ENVIRONMENT)
    uv = find_uv()
    if not ENVIRONMENT.exists():
        make_empty_environment(uv)
    install(TEST_LOCK if for_tests else LEARNER_LOCK, uv or install_uv())
    FINISHED.write_text("\n".join([place, learner] + [tests] * for_tests), encoding="utf-8")


def course_settings():
    """The environment variables under which everything of the course runs."""
    settings = dict(os.environ)
    settings.pop("PYTHONHOME", None)
    settings["VIRTUAL_ENV"] = str(ENVIRONMENT)
    settings["PATH"] = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", "")])  # for nbgrader
    configs = [str(ROOT / ".jupyter"), os.environ.get("JUPYTER_CONFIG_PATH")]
    settings["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, configs))
    settings["PYTHONUTF8"] = "1"  # Windows would read and write text in the country's own encoding
    return settings


def hand_over(settings, *arguments):
    """Run a module of the environment until it ends; Ctrl+C is its business, and so is SIGTERM."""
    module = subprocess.Popen([str(PYTHON), "-m", *arguments], cwd=ROOT, env=settings)
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: module.terminate())
    return module.wait()


def open_course(port, arguments):
    """Start JupyterLab on the home page, which .jupyter/jupyter_lab_config.json names."""
    if port is not None:
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except (OSError, OverflowError):
            raise Trouble(
                f"Port {port} is taken or not allowed: end the program that has it, name another "
                "port, or leave --port out and a free one is found."
            ) from None
        arguments = [f"--port={port}", "--ServerApp.port_retries=0", *arguments]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments = ["--allow-root", *arguments]  # in a container there is often no other user
    prepare()
    print(
        "JupyterLab starts; to end it, press Ctrl+C here. Its address, for your browser:",
        flush=True,
    )
    quiet = ["--log-level=ERROR", "--ServerApp.answer_yes=True"]  # Ctrl+C ends it, unasked
    return hand_over(course_settings(), "jupyterlab", *quiet, *arguments)


def playwrights_chromium(settings):
    """The path of Playwright's own Chromium, downloaded if need be, or None."""
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    asked = subprocess.run([str(PYTHON), "-c", ask], env=settings, capture_output=True)
    path = Path(asked.stdout.decode().strip())
    if not path.is_file():
        print("Downloading a Chromium for the browser tests.", flush=True)
        download = [str(PYTHON), "-m", "playwright", "install", "chromium"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(download, env=settings, capture_output=True, timeout=300)
    return path if path.is_file() else None


def test_settings():
    """The settings, and in CUSTOMERLAB_CHROMIUM the path of a browser, if there is one."""
    prepare(for_tests=True)
    settings = course_settings()
    # Debian's, with its whole path: elsewhere that name may be a snap, which can't be driven.
    chromium = Path(settings.pop("CUSTOMERLAB_CHROMIUM", "/usr/bin/chromium"))
    if not chromium.is_file():
        chromium = playwrights_chromium(settings)
    if chromium:
        settings["CUSTOMERLAB_CHROMIUM"] = str(chromium)
    else:
        print("What needs a browser is left out: there is no Chromium, and none came by download.")
    return settings


def test(quick, arguments):
    """Run the tests, on every core."""
    settings = test_settings()
    left_out = ["slow"] * quick + ["browser"] * ("CUSTOMERLAB_CHROMIUM" not in settings)
    marks = ["-m", " and ".join(f"not {mark}" for mark in left_out)] if left_out else []
    return hand_over(settings, "pytest", "-n", str(os.cpu_count()), *marks, *arguments)


def main():
    """Do what the command line says; returns the exit code."""
    check_python(sys.version_info)
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        usage="python start.py [test | build | bench] [options]",
    )
    commands = ["open", "test", "build", "bench"]
    parser.add_argument("command", nargs="?", choices=commands, default="open", help="see above")
    parser.add_argument("--port", type=int, help="JupyterLab's port; a free one if left out")
    parser.add_argument("--quick", action="store_true", help="leave out the slow tests")
    parser.epilog = "Other options go to JupyterLab (such as --no-browser) or to pytest."
    options, others = parser.parse_known_args()

    if options.command == "test":
        return test(options.quick, others)
    if options.command == "build":
        prepare(for_tests=True)
        return hand_over(course_settings(), "coursebuilder", *others)
    if options.command == "bench":
        return hand_over(test_settings(), "tests.bench", *others)
    return open_course(options.port, others)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        sys.exit(f"start.py: {trouble}")
    except OSError as error:
        sys.exit(f"start.py: {explain(str(error))}")
    except KeyboardInterrupt:
        sys.exit("start.py: stopped; run it again to go on.")
