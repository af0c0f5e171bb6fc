"""For instructors: what nbgrader needs beyond its own, to release, grade and report."""
