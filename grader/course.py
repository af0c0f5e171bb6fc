"""Where an instructor's folder keeps things, as nbgrader_config.py says."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

import customerlab
from grader.intake import list_folder


class CannotGrade(Exception):
    """Grading can't begin; the text says why, and what the instructor can do."""


@dataclass(frozen=True)
class Course:
    """The folders of a course: `released` notebooks as handed out, `solutions`, `submitted` ones,
    `graded` ones, and the gradebook's address."""

    root: Path
    solutions: Path
    released: Path
    submitted: Path
    graded: Path
    gradebook: str
    config: Config

    @classmethod
    def at(cls, root: Path) -> "Course":
        """The course whose nbgrader_config.py lies in `root`; CannotGrade if there is none."""
        root = root.resolve()
        try:
            config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
        except ConfigFileNotFound as missing:
            raise CannotGrade(
                f"There is no nbgrader_config.py in {root}. Run this in the course's folder."
            ) from missing
        settings = config.CourseDirectory
        return cls(
            root,
            root / settings.get("source_directory", "source"),
            root / settings.get("release_directory", "release"),
            root / settings.get("submitted_directory", "submitted"),
            root / settings.get("autograded_directory", "autograded"),
            settings.get("db_url", f"sqlite:///{root / 'gradebook.db'}"),
            config,
        )

    def notebook(self, assignment: str) -> str:
        """The file name of the assignment's notebook; CannotGrade if there isn't exactly one."""
        known = list_folder(self.released) if self.released.is_dir() else []
        if assignment not in known:
            raise CannotGrade(
                f"There is no assignment {assignment!r}; there are: {', '.join(known)}."
            )
        names = [name for name in list_folder(self.released, assignment) if name.endswith(".ipynb")]
        if len(names) != 1:
            raise CannotGrade(f"{assignment} has {len(names)} notebooks; this grader takes one.")
        return names[0]


def checks_fingerprint() -> str:
    """Changes whenever the course's own code does, so that what it judged is judged again."""
    whole = hashlib.sha256()
    for package in (Path(customerlab.__file__).parent, Path(__file__).parent):
        for file in sorted(package.rglob("*.py")):
            whole.update(str(file.relative_to(package)).encode() + file.read_bytes())
    return whole.hexdigest()
