"""The learner's exercises, made from `solutions/` by nbgrader's own generate step."""

import shutil
import tempfile
from pathlib import Path

import nbformat
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from coursebuilder.notebooks import write_notebook


def generate_exercises(root: Path) -> None:
    """Release every assignment in `solutions/` into `exercises/`, with the settings of `root`.

    The gradebook that nbgrader needs for it is thrown away.
    """
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
    with tempfile.TemporaryDirectory() as folder:
        config.CourseDirectory.root = folder
        config.CourseDirectory.db_url = f"sqlite:///{Path(folder, 'gradebook.db')}"
        shutil.copytree(root / "solutions", Path(folder, "solutions"))
        api = NbGraderAPI(config=config)
        for assignment in sorted(path.name for path in (root / "solutions").iterdir()):
            outcome = api.generate_assignment(assignment, force=True, create=True)
            if not outcome["success"]:
                raise RuntimeError(f"nbgrader could not release {assignment}:\n{outcome['log']}")
        for released in sorted(Path(folder, "exercises").rglob("*.ipynb")):
            path = root / released.relative_to(folder)
            write_notebook(nbformat.read(released, as_version=4), path)
