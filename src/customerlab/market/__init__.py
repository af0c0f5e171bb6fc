"""The simulated company and its customers: the hidden truth, and what the company sees of it."""
