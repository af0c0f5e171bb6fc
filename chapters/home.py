# %% [markdown]
# # Customer Lab
#
# You run customer relations for **Wenlan Office**, a shop for office supplies that sells in stores,
# by phone, on the web and through a sales force. Wenlan is invented, and so are its customers. That
# has an advantage: when you have decided, you may look behind the curtain and see what was true.
#
# **New here?** Click on this text. Then hold down Shift and press Enter three times. Your way through
# the course appears below, with how far you are and what to do next.
#
# **Never programmed?** That is what lesson 0.1 is for. Everything you type in this course was shown
# to you before.
#
# **After a break** come back to this page, and press Shift and Enter again. In a lesson that you had
# left, choose *Run* and *Run All Cells* in the menu, so that its sliders work again.
#
# Your progress is kept in the file `progress.json`, in the folder of the course. Nobody else sees it.

# %%
from customerlab.notebook import home

home()
