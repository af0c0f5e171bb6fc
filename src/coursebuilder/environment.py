"""The locks and what follows from them: the versions that everybody runs.

`python -m coursebuilder.environment lock` writes requirements.lock and requirements-test.lock
from pyproject.toml, and keeps the versions that are there as long as they fit; with `--upgrade` it
takes the newest. It needs the network. `write` makes environment.yml from requirements.lock.
"""

import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LEARNER_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"

PYTHON = "3.11"
"""The Python that Binder and conda users get: the oldest that the course promises to run on."""

# Binder's machine, written out so that environment.yml comes out the same on every machine.
BINDER = {
    "implementation_name": "cpython",
    "implementation_version": f"{PYTHON}.9",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": f"{PYTHON}.9",
    "python_version": PYTHON,
    "sys_platform": "linux",
}

HEADER = f"""\
# Written from {LEARNER_LOCK} by `python start.py build`: don't edit.
# Binder and conda read it, and get the versions that the tests ran on.
"""


def requirements(lock: Path) -> list[Requirement]:
    """Every package in a lock, with its version and marker; the hashes are left out."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if line[:1].isalnum()]


def pins(lock: Path, machine: dict[str, str] = BINDER) -> list[str]:
    """The packages of a lock that a machine installs, as `name==version`."""
    return [
        f"{package.name}{package.specifier}"
        for package in requirements(lock)
        if package.marker is None or package.marker.evaluate(machine)
    ]


def write(root: Path = ROOT) -> Path:
    """Write environment.yml from the learners' lock."""
    lines = ["name: customerlab", "channels:", "  - conda-forge", "dependencies:"]
    lines += [f"  - python={PYTHON}", "  - pip", "  - pip:"]
    lines += [f"    - {pin}" for pin in pins(root / LEARNER_LOCK)]
    path = root / "environment.yml"
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def lock(root: Path = ROOT, *options: str) -> None:
    """Write both locks from pyproject.toml, for every system, with hashes and without addresses."""
    compile_lock = [
        *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml"),
        *("--universal", "--python-version", PYTHON, "--generate-hashes"),
        # Learners have no compiler: every package must come ready-made.
        *("--only-binary", ":all:", "--no-emit-index-url", "--no-emit-find-links"),
        *("--custom-compile-command", "python -m coursebuilder.environment lock"),
        *options,
    ]
    subprocess.run([*compile_lock, "--output-file", LEARNER_LOCK], cwd=root, check=True)
    # Learners and tests run on the same versions.
    same = ["--extra", "test", "--constraint", LEARNER_LOCK]
    subprocess.run([*compile_lock, *same, "--output-file", TEST_LOCK], cwd=root, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] != ["lock"]:
        sys.exit("usage: python -m coursebuilder.environment lock [--upgrade]")
    lock(ROOT, *sys.argv[2:])
    write(ROOT)
