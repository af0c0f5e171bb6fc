# %% [markdown]
# # Are these two the same?
#
# Old Mr Li rang up. Why did Wenlan thank him for a massage chair? He had bought none. His son had, as
# a surprise for the father's birthday. The two write their names in other characters, but in the
# computer's Latin letters both are Li Wei, and they live at the same door. Somebody at Wenlan had made
# one customer out of two.
#
# In the same week Maria Chen, a customer for nine years, got a voucher for new customers. There nobody
# had made one customer out of four entries.
#
# Two people taken for one; one person taken for two. Whoever avoids the first mistake at any price
# makes more of the second. So you need to know *how sure* you are, as a number.
#
# **Questions** How alike are two names? Which of forty million pairs are worth a look? What does a
# matching birthday prove, and what another street? How sure is sure enough?
#
# **Afterwards you can** say how alike two texts are; leave most pairs out, and know what that loses;
# weigh what agrees against what doesn't; learn these weights from data; and draw the line above
# which two entries become one customer.
#
# **You need** lesson 1.2 (clean names and phones). **It takes** about 40 minutes.

# %%
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
entries = files.data["clean"]
maria = entries[entries["entry"].isin(files.maria.values())]
maria

# %% [markdown]
# `entries` holds all four lists in one table, cleaned as in lesson 1.2. These four rows are Maria Chen;
# `files.maria` knows that, because Wenlan is invented. A real company wouldn't know.
#
# <details><summary>Guess first, then open: which two look least like one person?</summary>
#
# The web shop's and the sales force's. The name is written in another way, and phone, e-mail and street
# all differ; only the postcode is the same, as for nearly 300 others. The two entries in between show
# that it is one woman.
#
# </details>
#
# ## How alike are two names?
#
# An agent hears "Zhan" and writes "zang". How far apart are the two? Count the fewest letters that you
# must put in, take out or replace: take out the *h*, put in a *g*. That makes two, and it is called the
# **edit distance**.
#
# In long names the shortest way is hard to see. A grid finds it. Each cell says how far the beginning of
# "zhan" (down) is from the beginning of "zang" (across).
#
# | | nothing | z | za | zan | zang |
# |---|---|---|---|---|---|
# | **nothing** | 0 | 1 | 2 | 3 | 4 |
# | **z** | 1 | 0 | 1 | 2 | 3 |
# | **zh** | 2 | 1 | 1 | 2 | 3 |
# | **zha** | 3 | 2 | 1 | 2 | 3 |
# | **zhan** | 4 | 3 | 2 | 1 | 2 |
#
# The border is easy: from nothing to "zan" you put in 3 letters. Every other cell is the smallest of
# three numbers:
#
# - the cell to its left, plus 1: a letter is put in;
# - the cell above it, plus 1: a letter is taken out;
# - the cell above on the left, plus 1 if the two last letters differ: one is replaced, or nothing is done.
#
# Check the cell "zh" and "za": 1 + 1, 1 + 1, or 0 + 1, since *h* isn't *a*. The smallest is 1. The
# answer stands in the last corner: 2.

# %%
from customerlab.models.identification import edit_distance

edit_distance("zhan", "zang")

# %%
edit_distance("kitten", "sitting")

# %% [markdown]
# Three: *k* becomes *s*, *e* becomes *i*, and a *g* comes on at the end.
#
# But is three much? In a name of four letters it is nearly everything; in one of fourteen, a slip of the
# finger. For names one therefore prefers a number between 0 (nothing in common) and 1 (equal): the
# **Jaro-Winkler similarity**. Take MARTHA and MARHTA.
#
# - How many letters of the first are in the second, near the same place? 6 of 6.
# - And the other way round? 6 of 6.
# - Of these, how many stand in the right order? T and H changed places, which counts as one out of
#   order. So 5 of 6.
#
# The mean of 6/6, 6/6 and 5/6 is 0.944. Then comes a bonus, because people seldom mistype the beginning
# of a name: each equal letter at the start, up to four, closes a tenth of the gap to 1. M, A and R are
# equal: 0.944 plus three tenths of 0.056 is 0.961.

# %%
from customerlab.models.identification import jaro_winkler

jaro_winkler("MARTHA", "MARHTA")

# %% [markdown]
# Now four names against "chen maria". Three of them are herself: misheard, in a hurry, and misheard
# again. The fourth, Marina, is another woman. Guess which one comes out as least alike.

# %%
for name in ["chen mariah", "chen m", "chan maria", "chen marina"]:
    print(name, round(jaro_winkler("chen maria", name), 2))

# %% [markdown]
# `print` shows a line at each turn of the loop. The least alike is "chan maria", who *is* Maria, with one
# wrong letter near the beginning. And the other woman is as near as Mariah.
#
# So a similar name is a reason to look at the rest; it proves nothing. From here on, each field of two
# entries either **agrees** or doesn't:

# %%
files.fields

# %% [markdown]
# Names agree when they are at least 0.9 alike, streets at 0.97. In the other fields, 1.0, they must be
# equal.
#
# ## Which pairs are worth a look?
#
# To find everybody's entries you could compare each entry with each other. How many pairs is that? Every
# entry meets all the others; then we halve, so that no pair is counted twice.

# %%
all_pairs = len(entries) * (len(entries) - 1) / 2
all_pairs

# %% [markdown]
# If you looked at one pair a second, by day and by night, how many months would it take?

# %%
round(all_pairs / 60 / 60 / 24 / 30)

# %% [markdown]
# A computer is faster. But ten times the customers make a hundred times the pairs, and nearly all are
# two people who share nothing. So compare only entries that share *something*, such as the phone. That is
# called **blocking**.

# %%
from customerlab.models.identification import candidate_pairs

candidate_pairs(maria, ["phone"])

# %% [markdown]
# Of Maria's four entries, two pairs share a phone. These are the **candidates**. Now with all entries:

# %%
on_phone = candidate_pairs(entries, ["phone"])
len(on_phone)

# %% [markdown]
# A few thousand pairs instead of forty million. What did that cost us? For once we can know. Two clerks
# took 1,500 pairs, looked at contracts, telephoned, and wrote down for each whether it is the same person.

# %%
decided = files.data["labelled"]
decided.head()

# %%
from customerlab.models.identification import pairs_completeness

one_person = decided[decided["same"]]
round(pairs_completeness(on_phone, one_person), 2)

# %% [markdown]
# `decided["same"]` is True or False, so it can be the filter itself. `pairs_completeness` says which
# share of the pairs in `one_person` are among the candidates. What the phone leaves out, nothing that
# comes later can bring back.
#
# <details><summary>Guess first, then open: why do pairs of one person have different phones?</summary>
#
# A mobile on one list and the office phone on the other; a new number; a digit mistyped; or no phone at
# all. Every key fails in its own way. That is the reason for using several: a pair is a candidate if it
# shares *any* of them.
#
# </details>

# %%
for keys in [["phone"], ["phone", "name"], ["phone", "name", "street"]]:
    candidates = candidate_pairs(entries, keys)
    print(keys, len(candidates), round(pairs_completeness(candidates, one_person), 2))

# %% [markdown]
# Each key finds more and costs more. The street costs most: in an office tower more than a hundred
# entries share one. Wenlan uses softer keys, too, such as the first two letters of each word of the name, which
# survive a slip at the end.

# %%
candidates = files.data["pairs"]
len(candidates)

# %% [markdown]
# A hundred thousand pairs: one in four hundred of all. With these we go on.
#
# One warning. The clerks, too, were only shown pairs that some key had found. What *every* key loses,
# nobody ever sees.
#
# ## What does a matching birthday prove?
#
# Two entries have the same birthday. How strongly does that speak for one person? It hangs on two
# shares, which can be counted:
#
# - **m**: of the pairs that *are* one person, in how many does the birthday agree? In most; there are
#   slips. Say 0.9.
# - **u**: of the pairs that are *two* people, in how many does it agree? In a few, by chance. Say 0.01.
#
# So equal birthdays are 0.9 / 0.01 = 90 times likelier if it is one person. How many doublings are that?

# %%
import math

math.log2(0.9 / 0.01)

# %% [markdown]
# `log2` counts doublings. Six of them make 2 × 2 × 2 × 2 × 2 × 2 = 64, and half a doubling more makes
# 90. These 6.49 are the **weight** of equal birthdays.
#
# And if the birthdays differ? That happens in 0.1 of the pairs that are one person, and in 0.99 of the
# others. It is about ten times *rarer* for one person:

# %%
math.log2(0.1 / 0.99)

# %% [markdown]
# Minus 3.31: three halvings and a bit. And a birthday that is missing weighs 0, for it says nothing.
#
# Why doublings, and not simply 90? Because doublings can be added, like money. Equal birthdays (+6.49)
# and another field that differs (−3.31) make +3.18 together: a little more than three doublings, 9 times.
#
# ## Learn from the clerks
#
# Nobody has to guess m and u. First let the computer compare Maria's entries, field by field.

# %%
from customerlab.models.identification import compare

hers = candidate_pairs(maria, ["phone", "name", "street"])
compare(hers, maria, files.fields)

# %% [markdown]
# Each row is a pair: 1 agrees, 0 differs, NaN unknown, since one of the two entries has nothing there.
# Take the first row and check it by eye against Maria's entries above.
#
# Now the 1,500 pairs of the clerks, grouped by what they decided. The mean of ones and zeros is the share
# of ones.

# %%
agreements = compare(decided, entries, files.fields)
agreements.groupby(decided["same"])["birthday"].mean()

# %% [markdown]
# Beside True stands m of the birthday, 0.98; beside False stands u, 0.03.
#
# `m_and_u` does this for all fields, and `agreement_weights` takes the logarithms. `clip` keeps each share
# between 0.001 and 0.999: what 1,000 pairs never showed may happen all the same.
#
# <details><summary>Guess first, then run the cell: which agreement will prove least?</summary>
#
# The name. Among these pairs, one in five of two *different* people has an equal or nearly equal name. No
# wonder: many are candidates because their names begin alike. So u belongs to the blocking as much
# as to the people.
#
# </details>

# %%
from customerlab.models.identification import agreement_weights, m_and_u

shares = m_and_u(agreements, decided["same"]).clip(0.001, 0.999)
weights = agreement_weights(shares)
weights.round(3)

# %% [markdown]
# The same as a picture. Double square brackets take several columns.

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
# To weigh a pair, add up one weight for each field. Here are Maria's pairs:

# %%
from customerlab.models.identification import match_weights

hers["weight"] = match_weights(compare(hers, maria, files.fields), shares)
hers

# %% [markdown]
# Add up the first pair yourself: name 2.2, phone 9.5, street 6.9, postcode 2.5; e-mail and birthday are
# unknown. That makes 21.1, more than twenty doublings.
#
# The third pair, till and sales force, has a weight of nearly 0. Name and postcode speak for one person
# (+4.7), phone and street against (−4.7). Alone, these two entries prove nothing. But the till's is surely
# the phone's, and the phone's is surely the sales force's: a **chain**. Lesson 1.4 makes customers from
# chains.
#
# ## Where the two groups part
#
# Now weigh all 1,500 pairs. Which picture would you wish for?
#
# <details><summary>Guess first, then open</summary>
#
# Two hills, far apart: two people on the left, one person on the right, and nothing in between. Then any
# line in the gap would do.
#
# </details>

# %%
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
# (`.where` keeps the weight where the condition is True, `.mask` where it isn't.) This picture is the
# heart of the lesson. Most pairs lie clearly on one side. But around −5 and around 0 both kinds are
# found, and a line drawn anywhere will cut some of them off on the wrong side.
#
# ## And without clerks?
#
# Two clerks telephoned for weeks. Most companies have no such list. Can m and u be learned from pairs
# whose answer nobody knows? It sounds like a trick, and it goes round in a circle on purpose:
#
# 1. **Guess.** m is 0.9 for every field and u is 0.1; one pair in ten is one person.
# 2. **Weigh.** With these, each pair has a weight, and from it a chance that it is one person.
# 3. **Count again.** Count m and u anew, each pair as much as its chance. A pair with the chance 0.9
#    counts as 0.9 of a pair of one person, and as 0.1 of a pair of two.
#
# Then weigh with the new shares, count again, and go on until nothing moves. The method is called
# **EM**. One round of counting, by hand:
#
# | pair | chance | phone agrees |
# |---|---|---|
# | 1 | 0.9 | 1 |
# | 2 | 0.8 | 1 |
# | 3 | 0.2 | 0 |
# | 4 | 0.1 | 1 |
#
# The chances add up to 2.0 pairs of one person. In 0.9 + 0.8 + 0.1 = 1.8 of them the phone agrees. So m
# is 1.8 / 2.0 = 0.9.
#
# <details><summary>Guess first, then open: and what is u?</summary>
#
# What is left of the four pairs is 0.1, 0.2, 0.8 and 0.9: together 2.0 pairs of two people. The phone
# agrees in 0.1 + 0.2 + 0.9 = 1.2 of them. So u is 1.2 / 2.0 = 0.6.
#
# </details>
#
# `estimate_by_em` does it with all candidates and all fields. We let it stop after 1 round, after 2, and
# so on, and keep m each time as a new column:

# %%
import pandas as pd

from customerlab.models.identification import estimate_by_em

undecided = compare(candidates, entries, files.fields)
history = pd.DataFrame()
for rounds in range(1, 13):
    learned, share_same = estimate_by_em(undecided, rounds=rounds)
    history[rounds] = learned["m"]

# %% [markdown]
# `estimate_by_em` gives back two things, and the two names on the left take them. `pd.DataFrame()` is an
# empty table; `range(1, 13)` counts from 1 to 12. `history.T` turns the table on its side, so that the
# rounds run along the picture.

# %%
from customerlab.notebook import line_chart

line_chart(
    history.T[["name", "email", "street"]],
    title="After about eight rounds hardly anything moves",
    x="round",
    y="m (share of pairs)",
    alt="m of three fields after each of 12 rounds. Street settles near 0.95 after two rounds, name "
    "near 0.86 after five, e-mail near 0.73 after eight.",
)

# %% [markdown]
# Nobody told it a single answer. How near did it come to the clerks?

# %%
shares["m without clerks"] = learned["m"]
shares["u without clerks"] = learned["u"]
shares.round(2)

# %% [markdown]
# Astonishingly near, in most fields. But for street and postcode EM believes 0.95 and the clerks found
# 0.8. Who moved, or gave the office address, is one person with two addresses. Street and postcode
# mostly differ together then; EM takes them for two witnesses against, and sorts the pair out.
#
# EM also says something that the clerks' list can't: the share of candidates that are one person.

# %%
round(share_same, 3)

# %% [markdown]
# About one in sixteen. The clerks had been given one in three, so as to learn something. Among all
# candidates, the left of the two hills is much higher, and reaches farther to the right.
#
# ## The line and its price
#
# From which weight on does Wenlan make two entries one customer? First, how sure is a weight?
#
# Before one looks at anything, 6 candidates in 100 are one person: the odds are 6 to 94, about 1 to 16.
# A weight of 5 doubles the odds five times: 2 × 2 × 2 × 2 × 2 = 32. So they become 32 to 16, and the
# chance 32 / (32 + 16) = 0.67.

# %%
from customerlab.models.identification import match_probability

for weight in [0, 5, 10, 15]:
    print(weight, round(match_probability(weight, share_same), 3))

# %% [markdown]
# A weight of 0 isn't half and half: it leaves the odds as they were, and they were low.
#
# Now the prices. A **false merge**, two people taken for one, costs Wenlan 40 yuan: each sees the
# other's orders, and somebody writes an apology. A **missed merge**, one person left as two, costs 6 yuan:
# a second catalogue, and a voucher for a new customer who isn't one.
#
# <details><summary>Guess first, then open: a pair is one person with the chance 0.8. Merge it?</summary>
#
# No. Merging costs 40 yuan in 0.2 of such cases, 8 yuan on average. Leaving it costs 6 yuan in 0.8 of
# them, 4.80 on average. "Most probably the same" isn't sure enough, since here the two mistakes don't
# cost the same.
#
# </details>
#
# So the line doesn't follow from the data alone. It follows from the data *and* from what mistakes cost.
# Where exactly the two sides are equal, you will work out in the exercise.
#
# Near the line there is a third way: a **clerk** looks at the pair. She costs 3 yuan a pair, and is right
# in 97 of 100. So there may be two lines: above the upper one merge, below the lower one leave, and
# between them ask her.
#
# ## Play
#
# Next month's entries, with your lines. First put both lines on the same weight and find the cheapest
# one. Then part them: can the clerk save more than she costs?
#
# <details><summary>Guess first, then play; open when you have an answer</summary>
#
# Hardly. In a wide band she looks at hundreds of pairs, and most would have come out right without her.
# Only a narrow band around the best line about pays for itself.
#
# </details>

# %%
from customerlab.notebook import explore

explore(files)

# %% [markdown]
# Without sliders, here is one play, with a line that is far too careful. Its price stands below the
# picture.

# %%
from customerlab.notebook import picture

picture(files, files.Plan(merge_from=16, review_from=16))

# %% [markdown]
# ## Where it breaks
#
# Look at people whom a sensible line has wrongly merged. Each `case` is one customer to Wenlan, and more
# than one `person` in truth.

# %%
month = files.play(files.Plan(merge_from=7, review_from=7))
wrong = month.examples["wrongly merged"]
wrong[["case", "person", "name", "phone", "email", "street", "birthday"]]

# %% [markdown]
# <details><summary>Guess first, then open: who are they to each other?</summary>
#
# Mostly families behind one door: a father and a son of one name, twins whose names begin alike, a couple
# with one e-mail address, somebody who phones from the family's landline. Now and then two colleagues of
# one name in the same office tower.
#
# </details>
#
# **Fields aren't independent.** We added weights as if each field were another witness. But a family
# shares street *and* postcode *and* often the phone: one witness, heard three times. So their weights are
# too sure of themselves. Fathers and sons of one name, and twins, are worst.
#
# **u hangs on the blocking.** Two strangers from all forty million pairs hardly ever have similar names.
# Among pairs that were chosen for their names, one in five has. Weights learned with some keys are wrong
# with others.
#
# **Clerks err.** Ours telephoned until they knew. Where they don't, their mistakes go into m and u, and
# the twins whom they took for one person teach the computer to do the same.
#
# **EM finds two groups, whichever they are.** It never saw an answer. If households are the clearest
# groups among the candidates, it finds households and calls them people. Look at pairs with your own
# eyes before you believe it.
#
# **There is no right line for all.** Tools come with "0.9" or "weight 10". Another price of a mistake,
# or another share of true pairs, moves the line.
#
# **Law and decency.** A merge shows one person another's orders: an illness, a present, the address of
# somebody who fled. China's Personal Information Protection Law asks for a purpose that the joining is
# needed for (article 6) and for accurate data, so that errors do no harm (article 8); and whoever finds an
# error may have it corrected (article 46). So keep every entry as it came, note why two were joined, and be
# able to part them again.
#
# **And with ten million entries?** There are free tools. Splink weighs as we did, learns by EM, counts a
# rare name for more than a common one, and links a million entries on a laptop. dedupe and Zingg ask you
# about the pairs of which they are least sure, and learn from your answers. recordlinkage is a
# good one to study with. None of them knows what a false merge costs you.
#
# ## Key points
#
# - Similar names make a candidate, never a proof: another woman can be nearer than a misspelt one.
# - Blocking decides what can be found at all; several keys lose less than one.
# - A weight counts doublings: how many times likelier a finding is for one person than for two. What
#   agrees adds, what differs takes away, what is missing says nothing.
# - m and u come from pairs that were decided by hand, or from going round: guess, weigh, count again.
# - The line follows from the price of the two mistakes and from how common true pairs are.

# %% [markdown] role="words"
# ## Words
#
# - **edit distance**: the fewest letters to put in, take out or replace to turn one text into another.
# - **Jaro-Winkler similarity**: how alike two names are, from 0 to 1, with a bonus for an equal beginning.
# - **blocking**: comparing only pairs of entries that share a key, and leaving out all others.
# - **candidate**: a pair of entries that blocking kept, so that it gets compared.
# - **m**: among pairs that are one person, the share in which a field agrees.
# - **u**: among pairs that are two people, the share in which a field agrees, by chance.
#
# - **weight**: how many times likelier a finding is for one person than for two people, counted in doublings.
# - **EM**: learning m and u without decided pairs: guess, weigh, count again, until nothing moves.
# - **false merge**: two people who are taken for one customer.
# - **missed merge**: one person who is left as two customers.

# %% [markdown]
# ## Read on
#
# - *The mathematics of the Fellegi-Sunter model* by Robin Linacre, Splink's lead author: weights with
#   pictures to play with, at robinlinacre.com.
# - Ivan Fellegi and Alan Sunter, *A theory for record linkage* (1969): the paper behind the weights.
# - Peter Christen, *Data Matching* (2012): the whole trade in one book.
