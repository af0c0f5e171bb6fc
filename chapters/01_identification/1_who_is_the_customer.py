# %% [markdown]
# # Who is the customer?
#
# Thursday, ten o'clock. Wenlan Office prints a catalogue for its customers. With postage each costs 5 yuan,
# and the printer wants the number by noon. The four lists have more than 9,000 entries together. The head of
# sales says: "Half of them are the same people." Accounting says: "Then order half." Nobody knows which
# half.
#
# The number is yours to decide. But what are you counting?
#
# **Questions** What is a customer: an entry, a person, a household, a firm? Which customers are worth
# looking for, which worth keeping, and how do we learn what they need? What does it cost not to know?
#
# **Afterwards you can** say who the customer is for a given decision, tell transactional buyers from
# relational ones, choose a way to learn what customers need, and put a price on every customer who is
# listed twice.
#
# **You need** lesson 0.1, First steps.
#
# **It takes** about 45 minutes.

# %%
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
entries = files.data["clean"]
entries["channel"].value_counts()

# %% [markdown]
# Four lists in one table: the web shop's, the till's loyalty cards, the phone list of the call centre, the
# business cards of the sales force. Let us follow one customer through them. Maria Chen has bought here for
# nine years. `files.maria` says which entry is hers on each list.

# %%
files.maria

# %% [markdown]
# One woman, four entries. This is what the web shop's diary says about its entry:

# %%
contacts = files.data["contacts"]
contacts[contacts["entry"] == files.maria["web"]]

# %% [markdown]
# Three orders, and then a voucher *for new customers*. And on the day before?

# %%
contacts[contacts["entry"] == files.maria["phone"]]

# %% [markdown]
# She phoned the call centre about an invoice, for the second time. And at the end of that week the people of
# the loyalty card wrote to her:

# %%
contacts[contacts["entry"] == files.maria["till"]]

# %% [markdown]
# "We have missed you." Put `"sales"` in place of `"till"` and run the cell again: furniture for 2,380 yuan,
# and a visit between the voucher and the letter. Nobody at Wenlan was careless. Each saw one entry.
#
# What is she worth, as far as the diaries know? (Orders under a firm's master agreement are in a book of
# their own. Lesson 1.5 opens it.) We make a pile of yuan for each entry, as in lesson 0.1, and pick hers.
# Marketing keeps the till's cards, and sees this:

# %%
by_entry = contacts.groupby("entry")["amount"].sum()
round(by_entry[files.maria["till"]])

# %% [markdown]
# And this is what the four diaries know together:

# %%
round(
    by_entry[files.maria["till"]]
    + by_entry[files.maria["web"]]
    + by_entry[files.maria["phone"]]
    + by_entry[files.maria["sales"]]
)

# %% [markdown]
# Of 100 entries with a contact, how many are worth more than that?

# %%
round(100 * len(by_entry[by_entry > 3353]) / len(by_entry), 1)

# %% [markdown]
# Fewer than one. One of Wenlan's best customers was written to like a stranger, twice. (A person against
# entries isn't quite fair. But the other persons nobody can see yet: that is the trouble.)

# %% [markdown] concepts="38, 39"
# ## Identification
#
# **Customer identification** means to find out who our customers are, from what they told us and what they
# bought. After "is that the same Maria?" it asks three things: who might *become* a customer (the
# **potential** ones), who is *worth* most (the **valuable** ones), and what they *need*. But first: what is
# one customer?

# %% [markdown] concepts="7"
# ## Person, household, firm
#
# Look at four customers of Wenlan:

# %%
customers = files.data["customers"]
customers[(customers["street"] == "246 dongfeng street") & (customers["postcode"] == "319026")]

# %% [markdown]
# One address, and birthdays a generation apart: very likely parents, who in China keep their own family
# names, with two children. Four persons, one **household**. Each gets a birthday letter. The catalogue goes
# once to their letter box.
#
# Look twice at Zhang Nicholas. There are two of him, born in 1971 and in 1994. Father and son, it seems: one
# name, one address, two customers. Whoever merges by name and address has just lost one.
#
# At 88 Jinrong Avenue there are more than twenty customers. A very large family?
#
# <details><summary>Guess first, then open</summary>
#
# It is an office tower. People of many firms give their work address. The family names below give it away.
#
# </details>

# %%
tower = customers[customers["street"] == "88 jinrong avenue"]
tower.head()

# %% [markdown]
# An address makes a household only when something else fits, too: family names, the phone, the ages. Lesson
# 1.5 comes back to it.
#
# A firm is harder. How many entries ordered for each firm with an account?

# %%
orders = files.data["orders"]
orders.groupby("account")["entry"].nunique().head()

# %% [markdown] concepts="7"
# More than a dozen for one account, and none of them *is* the customer. Behind an order stands a **buying centre**:
# those who use the chairs, those who have a say, the one who decides, the one who signs, and the one at the
# desk who lets your salesman in or doesn't. Who orders is often not who decides.
#
# Wenlan wants (1) to send birthday coupons, (2) to send catalogues, (3) to talk about next year's prices,
# (4) to call back chairs whose leg breaks. Who is "one customer" in each case: person, household, office, firm?
#
# <details><summary>Guess first, then open</summary>
#
# (1) The person. (2) The household, and each office of a firm. (3) The firm, with all firms under the same master
# agreement. (4) Whoever sits on the chair.
#
# </details>
#
# The decision says who the customer is. So keep all the levels: person, household, firm, and the firm above.

# %% [markdown] concepts="6"
# ## Five duties
#
# Identification is five duties. Wenlan failed Maria in the first three.
#
# | Duty | Maria's week |
# |---|---|
# | Recognise each person at every point of contact. | To the call centre she was a voice. |
# | Link what they do, over time and across all departments. | The web shop saw neither its own three orders nor Monday's call. |
# | Tell the right people, at the right moment. | Wednesday's salesman could not know of the invoice. |
# | If the customer is a firm, decide who the customer is. | She orders for her firm, and buys ink for herself. |
# | Know who belongs to which household and which firm. | Her firm has a master agreement: other prices, and orders in another book. |
#
# The first duty needs something to recognise people by. What does each channel ask for? `.notna()` answers for
# each entry whether something is written there, and a list in square brackets picks several columns.

# %%
entries["phone number"] = entries["phone"].notna()
entries["e-mail address"] = entries["email"].notna()
entries["date of birth"] = entries["birthday"].notna()
known = entries.groupby("channel")[["phone number", "e-mail address", "date of birth"]].mean()
round(known, 2)

# %% [markdown]
# Everybody asks for the phone number. For the rest, each asks for what it needs itself: the web shop for
# e-mail, the till for the birthday. So these two can hardly compare.
#
# Phone numbers could link the lists, if everybody kept theirs and shared it with nobody. They don't, so you
# will need lessons 1.2 and 1.3. Cheaper: ask for *the same* thing at every door.

# %% [markdown] concepts="44"
# ## What it is good for, in yuan
#
# Back to the printer. Wenlan is invented, so we may look behind the curtain: `files.reveal()` opens it. There
# every entry has the number of its true person and household. There are about 9,300 entries. How many people
# are they, and how many households? Sales said "half".
#
# <details><summary>Guess first, then open</summary>
#
# About 4,300 people, in 3,100 households. Most people are on more than one list, and many live together.
#
# </details>

# %%
truth = files.reveal()["entries"]
truth["person"].nunique()

# %%
truth["household"].nunique()

# %% [markdown]
# Sales was right, and half is still the wrong order. A catalogue is for a household: the printer's number is
# 3,100, and one more for each office. A real company can't look behind a curtain; the next lessons get close
# without.
#
# What do the catalogues cost that nobody needs? Change the price and the catalogues a year to what you find
# possible:

# %%
price = 5  # yuan with postage; 3 to 8, depending on the paper
a_year = 2  # catalogues; 1 to 4
(len(entries) - truth["household"].nunique()) * price * a_year

# %% [markdown] concepts="44"
# About 62,000 yuan a year for paper that is thrown away; with the other prices, anything from 19,000 to
# 200,000. That is the first use of identification: **keeping** customers gets cheaper.
#
# The second: **winning** customers gets cheaper. Wenlan gives vouchers to new customers. How many who got
# one weren't new? We don't know, so it is a number to vary:

# %%
vouchers = len(contacts[contacts["event"] == "got a voucher for new customers"])
voucher_value = 30  # yuan
not_new = 0.4  # share; try 0.2 to 0.8
vouchers * voucher_value * not_new

# %% [markdown] concepts="44"
# A few thousand yuan: much less than the catalogues, whatever you believe. Know which of two wastes is the
# large one before you mend the other.
#
# The third use doesn't show in such a sum: Wenlan **places customers rightly**. With four entries of 0, 128, 845
# and 2,380 yuan, Maria is in four groups of customers, and in the wrong one each time.

# %% [markdown] concepts="40"
# ## Who might become a customer?
#
# The sales force has time to visit two new firms. Here are six.
#
# | Firm | What we know |
# |---|---|
# | Amber Mill | wants 200 boxes of paper by Friday, from the cheapest of three |
# | Jade Kite | four people, will be twenty; asks what Wenlan does for firms that grow |
# | Willow Gate | the same supplier for eight years, the same buyer, pays on time |
# | Copper Crane | said no last year; its buyer answers our questions, and says what would change her mind |
# | Silver Heron | 400 desks; two other suppliers have been waiting for their money for four months |
# | Linen Bridge | 22 people, 1,400 yuan a month: the average of our market study, to the yuan |
#
# <details><summary>Guess first, then open: which two do you visit?</summary>
#
# I would go to **Willow Gate** and **Jade Kite**, and keep talking with **Copper Crane**.
#
# Jade Kite *cares about the future*: it wants somebody to grow with. Willow Gate shows *continuity*: it is loyal
# to a rival, which speaks for it and makes a hard visit for us. Copper Crane's "no" was an attitude, and
# attitudes change: *stay adaptive*. For all of them, *weigh the money* of
# years, not of the first order. That rules out Amber Mill, which will be with somebody else on Saturday.
# Silver Heron is the largest, and a case to *be cautious*. And Linen Bridge? A report made it up from all
# the others. *Forget the average customer*.
#
# You may have chosen otherwise. What counts is that you can say which of these six thoughts you weighed.
#
# </details>

# %% [markdown] concepts="40"
# Why forget the average? Here is the average margin of last year (the **margin** is what is left of a
# customer's orders after the goods are paid). How many of 100 customers lie within a tenth of it?

# %%
buyers = files.data["buyers"]
average = buyers["margin"].mean()
round(average)

# %%
near = buyers[(buyers["margin"] > 0.9 * average) & (buyers["margin"] < 1.1 * average)]
round(100 * len(near) / len(buyers))

# %% [markdown]
# Nine. A histogram shows where the others are: each bar counts the customers whose margin lies in its piece
# of the axis.

# %%
from customerlab.notebook import histogram

histogram(
    buyers["margin"],
    title="Two customers in three bring less than the average",
    x="margin in 12 months (yuan)",
    y="customers",
    alt="Histogram: a tall peak below 150 yuan, a lower one near 450 and a long tail beyond 2,500. "
    "The average is about 560 yuan.",
)

# %% [markdown]
# Two kinds of customers, it seems, and the average is a mixture of both.

# %% [markdown] concepts="41"
# ## Who is valuable?
#
# Now the customers we have. Some buy when the price is right and are gone: **transactional** buyers. Others
# come back because it is Wenlan: **relational** buyers. Which are these six? Look at `months_active` (months
# of the last twelve with an order) and `discount_share` (share of orders on a promotion).

# %%
columns = ["customer", "orders", "months_active", "discount_share", "categories", "margin"]
buyers[columns].head(6)

# %% [markdown] concepts="41"
# You have just used a rule, perhaps without words. Ours, in words: relational is who buys *less than half* of
# the orders on a promotion, and orders in *more than three* months. Does it agree with you?

# %%
buyers["relational"] = (buyers["discount_share"] < 0.5) & (buyers["months_active"] > 3)
buyers[["customer", "relational"]].head(6)

# %% [markdown]
# How many of 100 buyers are relational? And what share of all margin do they bring?
#
# <details><summary>Guess first, then open</summary>
#
# A little more than half of the buyers, and five sixths of the margin.
#
# </details>

# %%
round(100 * buyers["relational"].mean())

# %%
margin = buyers.groupby("relational")["margin"].sum()
margin / margin.sum()

# %% [markdown] concepts="41, 42"
# So there are two steps. First set the transactional buyers apart: they make the list long and the average
# low. What they want is a fair price; give them that, at little cost.
#
# Then look at the relational ones. There are three kinds. The *valuable* bring most: keep them. The *potential*
# could bring much more: win a larger **share of wallet**. The *lapsing* bring less each year: find out
# why before you let them go. In the exercises you will count them.

# %% [markdown] concepts="43"
# ## What do they need?
#
# There are eight ways to find out. Each hears some customers and is deaf to others. With five of them, you ask:
#
# | Ask | It tells you | It misses |
# |---|---|---|
# | Meet your top customers | why, and what they plan | everybody else |
# | Comment cards, suggestion boxes, short questionnaires | what annoys and what delights | the silent middle |
# | Surveys | how common an opinion is | those who don't answer |
# | Focus groups | words and ideas | shares: eight people are no sample |
# | Market-research panels | how habits change over years | small groups, quick answers |
#
# With three, you look:
#
# | Look | It tells you | It misses |
# |---|---|---|
# | The customer database | what people do | why they do it |
# | Your own effort: an hour at the till, a day on the phone | what it feels like | how common it is |
# | Studying competitors | what customers could have instead | why they stay |
#
# One of them costs nothing today: the database. Why do customers call?

# %%
calls = contacts[contacts["department"] == "call centre"]
calls["event"].value_counts()

# %% [markdown] concepts="43"
# Six calls in ten are about a delivery or an invoice. Those customers don't need goods, they need to *know*
# something: where is it, what is it for? The database has found the need. Would a message on the day of
# delivery meet it, or a clearer invoice? Sit beside an agent for a day, then ask a dozen of those who called.
# One way finds the question, another one answers it.

# %% [markdown]
# ## Play
#
# How alike must two entries be before Wenlan makes them one customer? Merging two strangers costs 40 yuan:
# each sees the other's orders, and somebody writes an apology. Leaving one person as two costs 6: a second
# catalogue and a silly welcome letter.
#
# The panel plays your decision on next month's entries. Drag a slider, use the arrow keys on it, or type a number.
# The further right `merge_from` is, the more alike two entries must be. `review_from` goes along with
# `merge_from` as long as both stand at the same place: then there is no clerk. Move it down, and a clerk looks at
# the pairs in between.
#
# **Task** Do without the clerk. The right-hand side is the bill for a month: find the place where it is
# lowest. Then go on to the right until no two strangers are merged. What does so much caution cost a month?

# %%
from customerlab.notebook import explore, picture

explore(files)

# %% [markdown]
# <details><summary>Compare with mine</summary>
#
# The bill is lowest near 6.5: about 8,000 yuan. From 20 on no strangers are merged, and the bill is 16,000. So
# much caution costs 8,000 yuan a month, as much again as the best bill.
#
# </details>
#
# One position as a picture, in case you see no sliders. `files.Plan` is a decision, here the line at 20:

# %%
picture(files, files.Plan(merge_from=20))

# %% [markdown]
# No strangers are merged here, and some 2,700 times one person is still counted as two. A false merge is the
# dearer mistake, and yet the most careful line isn't the cheapest. What the "weight" on the axis is, you will
# learn in lesson 1.3; where the line belongs, in lesson 1.4.

# %% [markdown]
# ## Where it breaks
#
# **The line between the two kinds of buyer is ours.** Put 0.3 or 0.7 in place of 0.5, and see how many of 100
# change sides:

# %%
line = 0.5  # try 0.3 and 0.7
round(100 * ((buyers["discount_share"] < line) & (buyers["months_active"] > 3)).mean())

# %% [markdown]
# Use such labels to begin a question, never to end one. They describe how somebody buys *here*: who takes
# only offers from us may be a faithful customer elsewhere.
#
# **The prices are assumptions.** Put your own in place of 5 yuan a catalogue and 40 % of vouchers. That the
# catalogues are the larger waste held for all that you tried; on this you may rely.
#
# **Not everything that can be linked may be linked.** Maria gave her birthday for a loyalty card, not for her
# employer's supplier file. Under China's Personal Information Protection Law, as under the European GDPR, data
# are collected for a stated purpose, and a new purpose needs a new reason, often her consent. Lesson 1.5 asks
# it case by case. And whoever wants to pay cash and stay a stranger is a customer, too.

# %% [markdown]
# ## Key points
#
# - An entry is not a customer. Whether one customer is a person, a household or a firm depends on the decision.
# - Recognise at every contact, link over time and across departments, tell the right people.
# - Identification makes keeping and winning cheaper and puts customers in the right place. Put a range on it
#   in yuan before you spend on it.
# - In potential customers look for a future, continuity and money. Forget the average one.
# - Set transactional buyers apart. Then see which relational ones are valuable, potential, lapsing.
# - The database finds what customers do. Why they do it, ask them.

# %% [markdown] role="words"
# ## Words
#
# - **customer identification**: finding out who customers are, which are valuable, and what they need.
# - **household**: people who live together and share a letter box.
# - **buying centre**: all who take part in a firm's decision to buy.
# - **master agreement**: a contract on prices that covers a firm and all that belong to it.
# - **transactional buyer**: buys when the price is right.
# - **relational buyer**: comes back for more than the price.
# - **lapsing customer**: a relational buyer who brings much less than before.
# - **share of wallet**: how much of what a customer spends on such goods is spent with us.
# - **margin**: what is left of an order after the goods are paid.

# %% [markdown]
# ## Read on
#
# - Don Peppers and Martha Rogers, *Managing Customer Relationships* (Wiley): the chapter on identifying
#   customers; the five duties follow theirs.
# - Francis Buttle and Stan Maklan, *Customer Relationship Management* (Routledge): what to collect, and how
#   to plan a customer database.
# - Philip Kotler and Kevin Lane Keller, *Marketing Management* (Pearson): the chapter on business markets. The
#   buying centre is an idea of Frederick Webster and Yoram Wind (*Organizational Buying Behavior*, 1972).
