"""Copies of the repository in which an environment can be made, broken and made again."""

import importlib.util
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The repository as a fresh clone, in a folder whose name has a space and is not ASCII."""
    folder = tmp_path_factory.mktemp("clone") / "客户 lab"
    not_in_git = (".git", ".venv", "__pycache__", "*.egg-info", ".*_cache", "gradebook.db*")
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*not_in_git))
    return folder


@pytest.fixture
def small(tmp_path):
    """start.py, its files, and locks that hold hardly more than it takes to install a package."""
    for name in ("start.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "src" / "customerlab").mkdir(parents=True)
    (tmp_path / "src" / "customerlab" / "__init__.py").touch()
    (tmp_path / "src" / "coursebuilder").mkdir()
    (tmp_path / "src" / "coursebuilder" / "__init__.py").touch()
    (tmp_path / "src" / "coursebuilder" / "__main__.py").write_text("print('built')")
    (tmp_path / "requirements.lock").write_text(locked("setuptools"))
    (tmp_path / "requirements-test.lock").write_text(locked("setuptools") + locked("uv"))
    return tmp_path


@pytest.fixture
def start(small):
    """The small copy's start.py as a module."""
    spec = importlib.util.spec_from_file_location("start", small / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def locked(name):
    """One package's lines in the lock."""
    lock = (ROOT / "requirements-test.lock").read_text(encoding="utf-8")
    return re.search(rf"^{name}==.*?(?=^\w|\Z)", lock, re.M | re.S).group()
