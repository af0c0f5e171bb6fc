# %% [markdown]
# # Exercises: Identification
#
# Four lists, one company, and nobody knows who is who. In these exercises you put Wenlan's customers
# in order: you clean what was typed in haste, decide which entries are one person, and answer for
# what the merging costs.
#
# Each exercise says what to store under which name. Write your lines where the comment tells you to,
# put your answer in place of the dots, and run the cell. Then run the cell below it: it tells you at
# once what is right, what isn't, and how many points you have. You may try as often as you like.
#
# Stuck? Open the hints, one at a time.

# %%
from customerlab.market.randomness import market_seed
from customerlab.notebook import bar_chart, check
from customerlab.simulations import ChannelFiles

files = ChannelFiles(market_seed())
files.data["clean"].head()

# %% [markdown]
# ## Lesson 1 · Who is the customer?

# %% [markdown]
# ## Lesson 2 · Clean names and keys

# %% [markdown]
# ## Lesson 3 · Are these two the same?

# %% [markdown]
# ## Lesson 4 · One customer view
