# %% [markdown]
# # Are these two the same?
#
# Monday, a quarter past nine. Somebody rings about an invoice, and says that she has bought here for nine
# years. The agent types what she hears: "Chen Mariah". No other list knows that name. But the till has a
# "chen maria", a business card says "chen maria", and the web shop has two customers called "chen m".
#
# Which of them is she? If the agent opens the wrong one, a stranger hears what Maria has ordered. If she opens
# none, Maria tells it all again from the beginning. You are asked for a rule that says *how sure* Wenlan can be,
# as a number.
#
# **Questions** How alike are two names? Which of forty million pairs are worth a look? What does an equal
# birthday prove, and what does another street?
#
# **Afterwards you can** say how alike two texts are; leave most pairs out, and know what that loses; and
# weigh what agrees against what doesn't, with weights learned from decided pairs.
#
# **You need** lesson 1.2 (clean names and phones). **It takes** about 45 minutes.

# %%
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
entries = files.data["clean"]
maria = entries[entries["entry"].isin(files.maria.values())]
maria

# %% [markdown]
# `entries` holds all four lists, cleaned. `files.maria` names Maria's entry on each list; `.values()` are the
# four entries, without the names of the lists. (A real company wouldn't know them. Wenlan is invented.)
#
# <details><summary>Guess first, then open: which two look least like one person?</summary>
#
# The web shop's and the sales force's. Phone, e-mail and street all differ, and the name is written in two
# ways. Only the postcode is the same, as it is for nearly 300 others.
#
# </details>
#
# ## How alike are two names?
#
# An agent hears "Zhan" and writes "zang". How far apart are the two? Count the fewest letters that you must
# put in, take out or replace. Take out the *h*, put in a *g*: that makes two. It is called the **edit
# distance**.
#
# In long names a grid finds the shortest way. Each cell says how far the beginning of "zhan" (down) is from
# the beginning of "zang" (across).
#
# | | nothing | z | za | zan | zang |
# |---|---|---|---|---|---|
# | **nothing** | 0 | 1 | 2 | 3 | 4 |
# | **z** | 1 | 0 | 1 | 2 | 3 |
# | **zh** | 2 | 1 | 1 | 2 | 3 |
# | **zha** | 3 | 2 | 1 | 2 | 3 |
# | **zhan** | 4 | 3 | 2 | 1 | 2 |
#
# The border is easy: from nothing to "zan" you put in 3 letters. For every other cell, look at the last
# letters of the two beginnings.
#
# - They are the same: copy the cell that stands diagonally, above on the left.
# - They differ: take the smallest of three cells (left, above, diagonal), and add 1.
#
# Try "zh" and "za". The last letters differ. Left stands 1, above 1, diagonally 0. So it is 0 + 1 = 1. The
# last corner has the answer: 2.

# %%
from customerlab.models.identification import edit_distance

edit_distance("zhan", "zang")

# %% [markdown]
# Is two much? In a name of four letters it is half of it. In one of fourteen it is a slip of the finger. So
# for names one prefers a number between 0 (nothing in common) and 1 (equal): the **Jaro-Winkler similarity**.
# Take MARTHA and MARHTA.
#
# - Letters of the first that are in the second, near the same place: 6 of 6.
# - And the other way round: 6 of 6.
# - Of these, in the right order: 5 of 6. (T and H changed places. Such a swap counts as one letter out
#   of order.)
#
# The mean of the three is 0.944, so 0.056 is missing to 1. Now a bonus, since people seldom mistype the
# beginning of a name: for each equal letter at the start, up to four, a tenth of what is missing. M, A and R
# are equal. Three tenths of 0.056 are 0.017, and 0.944 + 0.017 = 0.961.

# %%
from customerlab.models.identification import jaro_winkler

jaro_winkler("MARTHA", "MARHTA")

# %% [markdown]
# Now four names against "chen maria". Three are herself, misheard or in a hurry. The fourth, Marina, is another
# woman. Guess which one comes out as least alike.

# %%
for name in ["chen mariah", "chen m", "chan maria", "chen marina"]:
    print(name, round(jaro_winkler("chen maria", name), 2))

# %% [markdown]
# The least alike is "chan maria", who *is* Maria. And the other woman is as near as Mariah. So a similar name
# is a reason to look at the rest. It proves nothing.
#
# (A loop can also remember. This one begins with the first name, and keeps the longest so far; an exercise
# keeps something else.)

# %%
names = ["chen m", "chen mariah", "chan maria"]
longest = names[0]
for name in names:
    if len(name) > len(longest):
        longest = name
longest

# %% [markdown]
# From here on, a field of two entries either **agrees** or doesn't. How alike must it be?

# %%
files.fields

# %% [markdown]
# In curly brackets stands each field with the likeness that it needs. Names agree from 0.9. What has 1.0 must
# be equal.
#
# ## Which pairs are worth a look?
#
# You could compare each entry with each. How many pairs is that? Every entry meets all others; then we halve,
# so that no pair is counted twice.

# %%
all_pairs = len(entries) * (len(entries) - 1) / 2
all_pairs

# %% [markdown]
# Forty-three million, and nearly all are two people who share nothing. So compare only entries that share
# *something*, such as the phone. That is called **blocking**, and what they share is the key.

# %%
from customerlab.models.identification import candidate_pairs

candidate_pairs(maria, ["phone"])

# %% [markdown]
# Two pairs of Maria's entries share a phone. Pairs that are worth a look are called **candidates**. Now with
# all entries:

# %%
on_phone = candidate_pairs(entries, ["phone"])
len(on_phone)

# %% [markdown]
# Five thousand pairs instead of forty million. What did that cost us? Two clerks took 1,500 pairs, looked at
# contracts, telephoned, and wrote down for each whether it is one person.

# %%
decided = files.data["labelled"]
decided.head()

# %% [markdown]
# `decided["same"]` is True or False, so it can be the filter itself. `pairs_completeness` asks: which share
# of the pairs in the second table is also in the first?

# %%
from customerlab.models.identification import pairs_completeness

one_person = decided[decided["same"]]
round(pairs_completeness(on_phone, one_person), 2)

# %% [markdown]
# What the phone leaves out, nothing that comes later can bring back.
#
# <details><summary>Guess first, then open: why do pairs of one person have different phones?</summary>
#
# A mobile on one list and the office phone on the other; a new number; a digit mistyped; or no phone at all.
# Every key fails in its own way. So one uses several: a pair is a candidate if it shares *any* of them.
#
# </details>

# %%
for keys in [["phone"], ["phone", "name"], ["phone", "name", "street"]]:
    candidates = candidate_pairs(entries, keys)
    print(keys, len(candidates), round(pairs_completeness(candidates, one_person), 2))

# %% [markdown]
# Each key finds more and costs more. The street costs most: in an office tower, more than a hundred entries
# share one. Wenlan uses five keys, some of them softer, such as the first two letters of each word of the
# name. These are its candidates:

# %%
candidates = files.data["pairs"]
len(candidates)

# %% [markdown]
# One in four hundred of all pairs.
#
# ## What does an equal birthday prove?
#
# Two entries have the same birthday. How strongly does that speak for one person? It depends on two shares:
#
# - **m**: of the pairs that *are* one person, in how many does the birthday agree? In most; there are slips.
#   Say 0.9.
# - **u**: of the pairs that are *two* people, in how many does it agree? In a few, by chance. Say 0.01.
#
# So equal birthdays are 0.9 / 0.01 = 90 times likelier if it is one person. How often must you double 1 to
# get 90? `log2` counts doublings:

# %%
import math


def weight_if_equal(m, u):
    return math.log2(m / u)


weight_if_equal(0.9, 0.01)

# %% [markdown]
# Six doublings make 64, and half a doubling more makes 90. These 6.49 are the **weight** of equal birthdays.
# (Inside the recipe, `m` and `u` are whatever is handed to it.)
#
# And if the birthdays differ? That happens in 0.1 of the pairs of one person, and in 0.99 of the others. For
# one person it is about ten times *rarer*:

# %%
math.log2(0.1 / 0.99)

# %% [markdown]
# Minus 3.31: three halvings and a bit. And a birthday that is missing weighs 0, for it says nothing.
#
# Why doublings, and not simply 90? Because doublings can be added, like money. Equal birthdays (+6.49) and
# another field that differs (−3.31) make +3.18 together.
#
# ## Learn from the clerks
#
# Nobody has to guess m and u. First let the computer compare Maria's entries, field by field.

# %%
from customerlab.models.identification import compare

hers = candidate_pairs(maria, ["phone", "name", "street"])
compare(hers, maria, files.fields)

# %% [markdown]
# Each row is a pair: 1 agrees, 0 differs, NaN unknown, since one of the two entries has nothing there. Check
# the first row against Maria's entries above.
#
# Now the pairs of the clerks, grouped by what they decided. The mean of ones and zeros is the share of ones.
# NaN is left out by itself.

# %%
agreements = compare(decided, entries, files.fields)
birthday = agreements.groupby(decided["same"])["birthday"].mean()
birthday

# %% [markdown]
# Beside True stands m of the birthday, 0.98. Beside False stands u, 0.03. In square brackets you get one of
# them: `birthday[True]`.

# %%
weight_if_equal(birthday[True], birthday[False])

# %% [markdown]
# `m_and_u` counts both shares for all fields, and `agreement_weights` makes weights of them. `clip` keeps
# each share between 0.001 and 0.999: what the clerks never saw may happen all the same. (`.round(2)` at the
# end does the same as `round(…, 2)` around it.)
#
# <details><summary>Guess first, then run the cell: which agreement will prove least?</summary>
#
# The name. One in five of these pairs of two *different* people has nearly the same name. No wonder: many are
# candidates because their names begin alike.
#
# </details>

# %%
from customerlab.models.identification import agreement_weights, m_and_u

shares = m_and_u(agreements, decided["same"]).clip(0.001, 0.999)
weights = agreement_weights(shares)
weights.round(2)

# %%
from customerlab.notebook import bar_chart

bar_chart(
    weights[["agree", "disagree"]],
    title="An equal phone proves most; a different birthday speaks most against",
    x="field",
    y="weight (doublings)",
    alt="Weights by field. Agreeing phone 9.5, e-mail 7.2, street 6.9, birthday 4.9, postcode 2.5, "
    "name 2.2. Differing birthday minus 5.5, name minus 3.2, the other fields about minus 2.",
)

# %% [markdown]
# To weigh a pair, add up one weight for each field. `match_weights` does it. Here are Maria's pairs:

# %%
from customerlab.models.identification import match_weights

hers["weight"] = match_weights(compare(hers, maria, files.fields), shares)
hers

# %% [markdown]
# Add up the first pair yourself: name 2.2, phone 9.5, street 6.9, postcode 2.5; e-mail and birthday are
# unknown. That makes 21.1.
#
# The third pair, till and sales force, weighs nearly 0. Name and postcode speak for one person (+4.7), phone
# and street against (−4.7). But the till's entry is surely the call centre's, and the call centre's the sales
# force's: a **chain**. Lesson 1.5 makes customers from chains.
#
# And Monday's call? The agent has a name and the number that rings. Against the business card that makes
# 2.2 + 9.5 = 11.7. Against Tang Wenmei, a colleague on the same phone, it makes −3.2 + 9.5 = 6.3. So the agent
# knows whom to think of first, and what to ask for: another field.
#
# ## Play
#
# The panel plays next month's entries. A **line** is a weight: what lies on it or above is merged. So a line
# says how much proof Wenlan asks for. `review_from` goes along with `merge_from` as long as both stand at the
# same place: then there is no clerk. Move it down, and a clerk looks at the pairs in between. Today, leave her
# out.
#
# **Your task.** Use the weights of the bars above.
#
# 1. Put `merge_from` at 5, then at 10. Which fields are enough alone at 5? And at 10?
# 2. Put it at 14, then at 16. The false merges nearly vanish. A father and a daughter live behind one door
#    and share a phone; their names differ, the birthdays are unknown. Which weight have they?

# %%
from customerlab.notebook import explore

explore(files)

# %% [markdown]
# No sliders? Here is the line at 10.

# %%
from customerlab.notebook import picture

picture(files, files.Plan(merge_from=10))

# %% [markdown]
# <details><summary>Play first, then open: the answers</summary>
#
# 1. At 5, phone (9.5), e-mail (7.2) or street (6.9) is enough if nothing else is known. At 10 none is: it
#    takes two. That avoids 47 of 141 false merges, and misses 1,135 merges instead of 456.
# 2. Phone 9.5, street 6.9, postcode 2.5, name −3.2: 15.7. So at 14 they are merged, at 16 they aren't. False
#    merges fall from 71 to 2, and missed merges rise to 2,105.
#
# A higher line always buys fewer strangers in one account with more customers in two. Which is worth more?
# That is lesson 1.4.
#
# </details>
#
# ## Where it breaks
#
# **Fields aren't independent.** We added the weights as if each field were another witness. But the father
# and his daughter share street *and* postcode *and* phone: one witness, heard three times. 15.7 is too sure of
# itself.
#
# **u depends on the blocking.** Two strangers hardly ever have similar names. Among pairs that were chosen for
# their names, one in five has. Weights learned with some keys are wrong with others.
#
# **What no key finds, nobody sees.** The clerks, too, were only shown candidates.
#
# **Clerks err.** Ours telephoned until they knew. Elsewhere their mistakes go into m and u.
#
# **A near name isn't consent.** The screen suggests Maria. If the agent reads out "You live at 12 Zhongshan
# Road?", she may tell a stranger where Maria lives. So she asks, and lets the caller answer. China's Personal
# Information Protection Law has companies prevent unauthorised access (article 51).
#
# ## Key points
#
# - Similar names make a candidate, never a proof: another woman can be nearer than a misspelt one.
# - Blocking decides what can be found at all. Several keys lose less than one.
# - A weight counts doublings: how many times likelier a finding is for one person than for two.
# - What agrees adds, what differs takes away, what is missing says nothing.
# - m and u can be counted on pairs that were decided by hand.

# %% [markdown] role="words"
# ## Words
#
# - **edit distance**: the fewest letters to put in, take out or replace to turn one text into another.
# - **Jaro-Winkler similarity**: how alike two names are, from 0 to 1, with a bonus for an equal beginning.
# - **blocking**: comparing only pairs of entries that share a key, and leaving out all others.
# - **candidate**: a pair of entries that blocking kept, so that it gets compared.
# - **m**: among pairs that are one person, the share in which a field agrees.
# - **u**: among pairs that are two people, the share in which a field agrees, by chance.
# - **weight**: how many times likelier a finding is for one person than for two people, counted in doublings.

# %% [markdown]
# ## Read on
#
# - *The mathematics of the Fellegi-Sunter model* by Robin Linacre, Splink's lead author: weights with
#   pictures to play with, at robinlinacre.com.
# - Ivan Fellegi and Alan Sunter, *A theory for record linkage* (1969): the paper behind the weights.
# - Peter Christen, *Data Matching* (2012), chapters 4 to 6: keys, likenesses and weights.
