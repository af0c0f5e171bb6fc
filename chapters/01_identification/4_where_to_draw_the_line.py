# %% [markdown]
# # Where to draw the line
#
# Old Mr Li rang up. Why did Wenlan thank him for a massage chair? He had bought none. His son had, as a
# surprise for the father's birthday. The two write their names in other characters, but in the computer's
# Latin letters both are Li Wei, and they live at the same door. Somebody had made one customer out of two.
#
# "Merge only what is certain!" says the call centre. "And Maria Chen gets another voucher for new customers,
# after nine years," says marketing. Both look at you. Every pair of entries has a weight now. From which
# weight on are two entries one customer?
#
# **Questions** How sure is a weight? What does a wrong yes cost, and what a wrong no? When is it worth asking
# a clerk? And what if nobody has ever decided a pair?
#
# **Afterwards you can** turn a weight into a chance; draw the line by the price of the two mistakes; say when
# a clerk earns her pay; and learn weights from pairs that nobody has decided.
#
# **You need** lesson 1.3 (weights). **It takes** about 40 minutes.

# %%
from customerlab.models.identification import agreement_weights, compare, m_and_u
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
entries = files.data["clean"]
decided = files.data["labelled"]
agreements = compare(decided, entries, files.fields)
agreements.head()

# %% [markdown]
# All this you know from lesson 1.3. Two clerks decided 1,500 pairs; `compare` says which fields agree (1),
# differ (0) or are unknown (NaN). From that come m and u of each field, and the weights:

# %%
shares = m_and_u(agreements, decided["same"]).clip(0.001, 0.999)
agreement_weights(shares).round(2)

# %% [markdown]
# ## Two hills
#
# Weigh all 1,500 pairs, and draw how many have which weight. Which picture would you wish for?
#
# <details><summary>Guess first, then open</summary>
#
# Two hills, far apart: two people on the left, one person on the right, and nothing in between. Then any line
# in the gap would do.
#
# </details>
#
# To show the two kinds side by side, the weights go into two columns. `.where` keeps a weight where the
# condition is True, `.mask` where it isn't.

# %%
from customerlab.models.identification import match_weights

decided["weight"] = match_weights(agreements, shares)
decided["one person"] = decided["weight"].where(decided["same"])
decided["two people"] = decided["weight"].mask(decided["same"])

# %%
from customerlab.notebook import histogram

histogram(
    decided[["two people", "one person"]],
    title="Two hills, and between them pairs that no weight can decide",
    x="weight of the pair (doublings)",
    y="pairs (number)",
    alt="Two histograms of weights. Pairs of two people lie mostly between minus 17 and minus 2, "
    "pairs of one person mostly between 4 and 28. Between minus 7 and 1 there are some of both.",
)

# %% [markdown]
# Most pairs lie clearly on one side. But between −7 and 1 there are some of both, and a few elsewhere. Wherever
# you draw the line, some pairs are on the wrong side.
#
# ## How sure is a weight?
#
# A weight says how much a finding *changes* what you believed before. So what did you believe? Of the clerks'
# pairs one in three is one person: their list was made with many true pairs, so that there is something to learn from. Of all candidates it's
# only about 6 in 100. (How one can know that, you will see below.)
#
# So before you look, the odds are 6 to 94, about 1 to 16. Now a pair has the weight 5. That doubles the odds
# five times: 2 × 2 × 2 × 2 × 2 = 32. From 1 to 16 they become 32 to 16.
#
# <details><summary>Guess first, then open: and what chance is that?</summary>
#
# Of 32 + 16 = 48 such pairs, 32 are one person: 32 / 48 = 0.67. And 16 are not.
#
# </details>
#
# `match_probability` does the same sum, for any weight. Behind the weight stands the share of true pairs before
# you look:

# %%
from customerlab.models.identification import match_probability

for weight in [0, 5, 10, 15]:
    print(weight, round(match_probability(weight, 0.06), 3))

# %% [markdown]
# A weight of 0 isn't half and half. It leaves the odds as they were, and they were low. A **chance** lies
# between 0 and 1. A weight doesn't.
#
# ## The price of two mistakes
#
# A **false merge**, two people taken for one, costs Wenlan 40 yuan: each sees the other's orders, and
# somebody writes an apology. A **missed merge**, one person left as two, costs 6 yuan: a second catalogue and
# a silly welcome letter.
#
# A pair is one person with the chance 0.8. Merge it?
#
# <details><summary>Guess first, then run the cell</summary>
#
# No. Merging is wrong in 0.2 of such cases, at 40 yuan: 8 yuan on average. Leaving is wrong in 0.8 of them, at
# 6 yuan: 4.80. "Most probably the same" isn't sure enough, because one mistake costs more than the other.
#
# </details>

# %%
chance = 0.8
print("merge:", round(40 * (1 - chance), 2))
print("leave:", round(6 * chance, 2))

# %% [markdown]
# Put 0.9 in the place of 0.8, and run it again. Now merging is the cheaper: 4.00 against 5.40. Somewhere in
# between both cost the same. There is the line. It follows from the data *and* from what mistakes cost; in an
# exercise you will find it exactly.
#
# Near the line there is a third way: a **clerk** looks at the pair. She costs 3 yuan a pair, and is right in
# 97 of 100. So there may be two lines. Above the upper one merge, below the lower one leave, and between them
# ask her.

# %% [markdown]
# ## Play
#
# Next month's entries, with your lines. `review_from` goes along with `merge_from` as long as both stand at the
# same place: then there is no clerk. Move it down, and a clerk looks at the pairs in between.
#
# **Your task.**
#
# 1. Without a clerk: where is the month cheapest?
# 2. Leave `merge_from` there, and take `review_from` down, first to 4.5, then to 0. When does the clerk earn
#    her pay?

# %%
from customerlab.notebook import explore

explore(files)

# %% [markdown]
# No sliders? Here is the call centre's wish, a line that lets almost no false merge through:

# %%
from customerlab.notebook import picture

picture(files, files.Plan(merge_from=16))

# %% [markdown]
# <details><summary>Play first, then open: the answers</summary>
#
# 1. At 6.5, with 7,984 yuan. But from 4.5 to 7 it's nearly the same, up to 8,376. The call centre's line, 16,
#    costs 12,710.
# 2. Down to 4.5 she looks at 170 pairs, for 510 yuan, and the month costs 7,920: she just about earns her pay.
#    Down to 0 she looks at 1,280 pairs, most of which would have come out right without her. That month costs
#    11,438. And in 3 of 100 she is wrong.
#
# </details>

# %% [markdown]
# ## And without clerks?
#
# Two clerks telephoned for weeks. Most companies have no such list. Can m and u be learned from pairs that
# nobody has decided? Yes, by going round in a circle:
#
# 1. **Guess** m, u, and how common true pairs are. Any sensible numbers will do: 0.9, 0.1 and 0.1.
# 2. **Weigh** each pair with them. From the weight follows its chance to be one person.
# 3. **Count** m and u again. A pair with the chance 0.9 counts as 0.9 of a pair of one person, and as 0.1 of a
#    pair of two people.
#
# Then weigh with the new m and u, count again, and so on, until nothing moves. That is called **EM**.
#
# Only step 3 is new. Do it once by hand, for the phone of five pairs. Their chances come from step 2.
# (`pd.DataFrame` makes a table by hand: for each column its name, then its values; `None` is nothing.)

# %%
import pandas as pd

five = pd.DataFrame({"chance": [0.9, 0.8, 0.2, 0.1, 0.5], "phone agrees": [1, 1, 0, 1, None]})
five

# %% [markdown]
# In the last pair a phone is missing, so nothing was compared: leave it out. The other four chances make 0.9 +
# 0.8 + 0.2 + 0.1 = 2.0 pairs of one person. In 0.9 + 0.8 + 0.1 = 1.8 of these the phone agrees. So the new m is
# 1.8 / 2.0 = 0.9.
#
# <details><summary>Guess first, then open: and what is the new u?</summary>
#
# What is left of the four chances is 0.1, 0.2, 0.8 and 0.9: together 2.0 pairs of two people. The phone agrees
# in 0.1 + 0.2 + 0.9 = 1.2 of them. So u is 1.2 / 2.0 = 0.6.
#
# </details>
#
# The same with columns. Multiplying by 1 keeps a chance, by 0 drops it. `known` is True where there is
# something to compare; in square brackets behind a column it keeps these rows only.

# %%
chance = five["chance"]
known = five["phone agrees"].notna()
print(round((chance * five["phone agrees"]).sum(), 2))
print(chance[known].sum())

# %% [markdown]
# 1.8 and 2.0, as by hand. For u, put `(1 - chance)`, with its round brackets, in place of `chance` in both
# lines: 1.2 and 2.0.
#
# Now all hundred thousand candidates and all fields, without a single decision of the clerks.
# `estimate_by_em` does it. It gives back *two* things, so two names stand on the left: the table with m and u,
# and the share of pairs that are one person. `rounds` says when it stops. You needn't write this cell; read
# what it shows.

# %%
from customerlab.models.identification import estimate_by_em

undecided = compare(files.data["pairs"], entries, files.fields)
for rounds in [1, 2, 4, 8, 16]:
    learned, share_same = estimate_by_em(undecided, rounds=rounds)
    print(rounds, "m of the e-mail:", round(learned["m"]["email"], 2))

# %% [markdown]
# It began with the guess 0.9. After eight rounds hardly anything moves. (`learned["m"]["email"]` is the column
# m, and in it the row of the e-mail.) How near did it come to the clerks? Now without `rounds`, until nothing
# moves:

# %%
learned, share_same = estimate_by_em(undecided)
shares["m without clerks"] = learned["m"]
shares["u without clerks"] = learned["u"]
shares.round(2)

# %% [markdown]
# Astonishingly near, in most fields. But for m of street and postcode EM believes 0.95, and the clerks found 0.8.
# Who moved, or gave the office address, is one person with two addresses. Then street and postcode mostly
# differ together. EM hears two witnesses against, and throws the pair out.
#
# And here are the 6 in 100, which the clerks' list couldn't tell:

# %%
round(share_same, 3)

# %% [markdown]
# ## Where it breaks
#
# Whom does a sensible line merge wrongly? Each `case` is one customer to Wenlan, and more than one `person` in
# truth.

# %%
month = files.play(files.Plan(merge_from=7))
wrong = month.examples["wrongly merged"]
wrong[["case", "person", "name", "phone", "email", "street", "birthday"]]

# %% [markdown]
# <details><summary>Guess first, then open: who are they to each other?</summary>
#
# Mostly families behind one door: a father and a son of one name, twins whose names begin alike, a couple with
# one e-mail address, somebody who phones from the family's landline. Now and then two colleagues in the same
# office.
#
# </details>
#
# **The weights of families are too sure of themselves.** Street, postcode and phone are one witness, heard
# three times. No line helps. A birthday does, where it is known.
#
# **There is no right line for all.** Tools come with "0.9" or "weight 10". Another price of a mistake, or
# another share of true pairs, moves the line.
#
# **The prices are guesses.** Is 40 yuan enough for old Mr Li, if he leaves? Put 80 in place of 40 in the cell of
# the two prices, and a chance of 0.9 isn't enough any more.
#
# **EM finds two groups, whichever they are.** If households are the clearest groups among the candidates, it
# finds households and calls them people. Look at pairs with your own eyes before you believe it.
#
# **Law and decency.** A merge shows one person another's orders: an illness, a present, the address of somebody
# who fled. China's Personal Information Protection Law asks for a purpose that the joining is needed for
# (article 6) and for accurate data, so that errors do no harm (article 8). Whoever finds an error may have it
# corrected (article 46). So keep every entry as it came, note why two were joined, and be able to part them
# again.
#
# **And with ten million entries?** There are free tools. Splink weighs as we did, learns by EM, and links a
# million entries on a laptop. dedupe and Zingg ask you about the pairs of which they are least sure, and learn
# from your answers. None of them knows what a false merge costs you.
#
# ## Key points
#
# - A weight changes the odds; the chance also depends on how common true pairs are.
# - The line follows from the price of the two mistakes. "Most probably the same" may not be sure enough.
# - Near its best place the line may be moved a little at hardly any cost. Far off, it is dear on both sides.
# - A clerk pays between two narrow lines, where she changes what happens.
# - EM learns m and u without decided pairs: guess, weigh, count again.

# %% [markdown] role="words"
# ## Words
#
# - **odds**: how many are to how many not, such as 6 to 94.
# - **chance**: how sure it is that a pair is one person, from 0 to 1; it follows from the weight and the odds.
# - **line**: the weight from which two entries become one customer.
# - **false merge**: two people who are taken for one customer.
# - **missed merge**: one person who is left as two customers.
# - **clerical review**: a clerk decides the pairs between two lines.
# - **EM**: learning m and u without decided pairs: guess, weigh, count again, until nothing moves.

# %% [markdown]
# ## Read on
#
# - The manual of [Splink](https://moj-analytical-services.github.io/splink/): how the method of this lesson is
#   used in earnest, with examples to run.
# - Peter Christen, *Data Matching* (2012), chapters 6 and 7: where to draw lines, and how to say how good a
#   result is.
# - Ted Enamorado, Benjamin Fifield and Kosuke Imai, *Using a Probabilistic Model to Assist Merging of
#   Large-Scale Administrative Records* (2019): EM without clerks on millions of voters.
