# %% [markdown]
# # Customer Lab
#
# You run customer relations for **Wenlan Office**, a shop for office supplies that sells in stores,
# by phone, on the web and through a sales force. Wenlan is invented, and so are its customers. That
# has an advantage: when you have decided, you may look behind the curtain and see what was true.
#
# **New here?** Click into the grey box below. Then hold down Shift and press Enter, twice. The first
# box sets things up; the second shows your way through the course and how far you are. Click on the
# first lesson.
#
# **Never programmed?** That is what lesson 0.1 is for. Everything you type in this course was shown
# to you before.

# %%
from customerlab.notebook import home

home()

# %% [markdown]
# Your progress is kept in the file `progress.json`, in the folder of the course. Nobody else sees it.
# Come back to this page whenever you like, and run the box again.
