"""The methods that the course teaches, as plain functions on arrays and tables."""
