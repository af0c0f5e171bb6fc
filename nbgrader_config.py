"""nbgrader's settings: its commands and its buttons work in this folder as it is."""

from pathlib import Path

from nbconvert.preprocessors import TagRemovePreprocessor

c = get_config()  # noqa: F821

c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

# `exercises/` is there already: generating again writes it anew, and enters it in the gradebook.
c.GenerateAssignment.force = True

# What a learner finds in place of a solution.
c.ClearSolutions.code_stub = {"python": "# Your lines go here, or in place of the dots."}
c.ClearSolutions.text_stub = "*Write your answer here, in place of this line.*"

# The cells that explain a solution stay in `solutions/`.
c.GenerateAssignment.preprocessors.prepend([TagRemovePreprocessor])
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"solution"}
