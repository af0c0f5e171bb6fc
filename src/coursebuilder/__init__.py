"""The authors' tool: makes everything that is derived from `chapters/` and from the package."""
