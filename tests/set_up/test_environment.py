"""Everybody runs the versions that the tests ran on: learners, Binder, authors, every system."""

import itertools
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from coursebuilder import environment

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = [environment.LEARNER_LOCK, environment.TEST_LOCK]

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
SYSTEMS = ["linux", "aarch64-unknown-linux-gnu", "macos", "x86_64-apple-darwin", "windows"]


def uv(*arguments, **options):
    command = [sys.executable, "-m", "uv", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", **options)


def versions(lock):
    return {str(package) for package in environment.requirements(ROOT / lock)}


class TestLocks:
    @pytest.mark.parametrize("lock", LOCKS)
    def test_hold_hashes_and_no_addresses(self, lock):
        text = (ROOT / lock).read_text(encoding="utf-8")
        for package in re.split(r"\n(?=\w)", text)[1:]:
            assert "--hash=sha256:" in package
        assert "://" not in text
        assert not re.search(r"^(-i|--(extra-)?index-url|--find-links)", text, re.M)

    def test_learners_and_tests_have_the_same_versions(self):
        # For which systems a package is may differ: what tests need in addition may need it on all.
        learner, tests = (
            {f"{p.name}{p.specifier}" for p in environment.requirements(ROOT / lock)}
            for lock in (environment.LEARNER_LOCK, environment.TEST_LOCK)
        )
        assert learner < tests

    @pytest.mark.parametrize("python", PYTHONS)
    @pytest.mark.parametrize("system", [("linux", "Linux"), ("win32", "Windows")])
    def test_satisfy_pyproject(self, python, system):
        machine = {
            **environment.BINDER,
            "python_version": python,
            "python_full_version": f"{python}.9",
            "sys_platform": system[0],
            "platform_system": system[1],
        }
        extras = PROJECT["optional-dependencies"]
        wanted = {
            environment.LEARNER_LOCK: PROJECT["dependencies"],
            environment.TEST_LOCK: PROJECT["dependencies"] + extras["author"] + extras["test"],
        }
        for lock, requirements in wanted.items():
            found = dict(pin.split("==") for pin in environment.pins(ROOT / lock, machine))
            for requirement in map(Requirement, requirements):
                if requirement.name != PROJECT["name"]:
                    assert requirement.specifier.contains(found[requirement.name]), requirement

    @pytest.mark.slow
    @pytest.mark.parametrize("python, system", list(itertools.product(PYTHONS, SYSTEMS)))
    def test_have_a_ready_made_package_for_every_system(self, tmp_path, python, system):
        machine = ["--python-version", python, "--python-platform", system]
        strictly = ["--only-binary", ":all:", "--require-hashes", "--dry-run"]
        lock = ROOT / environment.TEST_LOCK
        tried = uv("pip", "install", "--target", tmp_path, *machine, *strictly, "-r", lock)
        assert tried.returncode == 0, tried.stderr

    @pytest.mark.slow
    def test_are_what_the_lock_command_writes(self, tmp_path):
        """Versions only: the hashes of a version grow when its authors add packages to it."""
        for name in ("pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, tmp_path)
        environment.lock(tmp_path)
        for lock in LOCKS:
            written = {str(package) for package in environment.requirements(tmp_path / lock)}
            assert written == versions(lock)


class TestBinder:
    def test_environment_yml_is_current(self, tmp_path):
        shutil.copy(ROOT / environment.LEARNER_LOCK, tmp_path)
        written = environment.write(tmp_path)
        assert written.read_bytes() == (ROOT / "environment.yml").read_bytes()

    def test_environment_yml_pins_python_and_every_package(self):
        python, _, inline = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
        assert python == f"python={environment.PYTHON}"
        names = {pin.split("==")[0] for pin in inline["pip"]}
        assert {"jupyterlab", "nbgrader", "pandas", "setuptools"} <= names
        assert names.isdisjoint({"colorama", "appnope", "pywinpty"})  # for Windows and macOS
        assert len(names) == len(inline["pip"])

    def test_repo2docker_accepts_the_repository(self):
        command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8")
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        assert f"conda environment for python={environment.PYTHON}" in said
        assert "./postBuild" in said

    @pytest.mark.slow
    @pytest.mark.skipif(sys.platform != "linux", reason="Binder's machines run Linux")
    def test_a_lesson_runs_in_its_environment(self, clone, tmp_path):
        """Exactly the pins of environment.yml, what postBuild does, then a lesson from the top."""
        lesson = next(iter(sorted(clone.glob("course/00_foundations/1_*.ipynb"))), None)
        assert lesson, "the first lesson is missing: python start.py build"
        if uv("python", "find", environment.PYTHON).returncode != 0:
            pytest.skip(f"there is no Python {environment.PYTHON} on this machine")
        binder = tmp_path / "binder"
        assert uv("venv", "--seed", "--python", environment.PYTHON, binder).returncode == 0

        inline = yaml.safe_load((clone / "environment.yml").read_text())["dependencies"][-1]["pip"]
        programs = binder / "bin"
        install = uv("pip", "install", "--python", programs / "python", "--no-deps", *inline)
        assert install.returncode == 0, install.stderr
        check = uv("pip", "check", "--python", programs / "python")
        assert check.returncode == 0, check.stderr

        user = {"HOME": str(clone), "PATH": f"{programs}{os.pathsep}{os.defpath}"}
        for command in (
            ["bash", "postBuild"],
            [
                "jupyter",
                "nbconvert",
                "--execute",
                "--to",
                "notebook",
                "--output-dir",
                tmp_path,
                lesson,
            ],
        ):
            command = [str(word) for word in command]
            done = subprocess.run(
                command, cwd=clone, env=user, capture_output=True, encoding="utf-8"
            )
            assert done.returncode == 0, done.stderr
        assert '"output_type": "error"' not in (tmp_path / lesson.name).read_text(encoding="utf-8")
