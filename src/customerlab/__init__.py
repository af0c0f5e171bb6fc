"""Customer Lab: the simulated company, its methods, decisions and checks that the notebooks use."""
