# %% [markdown]
# # Exercises: Identification
#
# draft

# %% [markdown] role="prompt" exercise="demo"
# ### A demo
# Store 2 in `two`.

# %% [markdown] role="hints" exercise="demo"
# 1. A nudge
#    over two lines.
# 2. The method.
#
#    ```python
#    x = 3
#    ```
# 3. Nearly.

# %% role="answer" exercise="demo"
two = ...
### BEGIN SOLUTION
two = 2
### END SOLUTION
two

# %% role="check" exercise="demo"
from customerlab.notebook import check
check("demo")
### BEGIN HIDDEN TESTS
check("demo", also={"two": []})
### END HIDDEN TESTS

# %% [markdown] role="solution" exercise="demo"
# Because.
