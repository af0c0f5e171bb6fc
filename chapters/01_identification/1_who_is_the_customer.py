# %% [markdown]
# # Who is the customer?
#
# Thursday, ten o'clock. Wenlan Office prints a catalogue, one for each customer, at 12 yuan a piece, and
# the printer wants the number by noon. The four lists have more than 9,000 entries together. The head of
# sales says: "Half of them are the same people." Accounting says: "Then order half." Nobody knows which
# half.
#
# The number is yours to decide. Before you can, you have to know what you are counting.
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
# **It takes** about 35 minutes.

# %%
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
entries = files.data["clean"]
entries["channel"].value_counts()

# %% [markdown]
# The four lists, put into one table: the web shop, the till with its loyalty cards, the phone of the call
# centre, the business cards of the sales force. Let us follow one customer through them. Maria Chen has
# bought here for nine years. `files.maria` says which entry is hers on each list.

# %%
files.maria

# %% [markdown]
# One woman, four entries. And this is what the web shop did with its entry this year:

# %%
contacts = files.data["contacts"]
contacts[contacts["entry"] == files.maria["web"]]

# %% [markdown]
# Three orders, and then a voucher *for new customers*. And what had happened on the day before?

# %%
contacts[contacts["entry"] == files.maria["phone"]]

# %% [markdown]
# She had phoned the call centre about an invoice, for the second time. Now look at the end of that week, at
# what the people of the loyalty card wrote to her:

# %%
contacts[contacts["entry"] == files.maria["till"]]

# %% [markdown]
# "We have missed you." Put `"sales"` in place of `"till"` and run the cell again: furniture for 2,380 yuan,
# and between the two letters a visit. Nobody at Wenlan was careless. Each saw one entry.
#
# What is she worth? That depends on whom you ask. We make a pile of orders for each entry, as in lesson
# 0.1, and pick hers by their names. Marketing sees this:

# %%
by_entry = contacts.groupby("entry")["amount"].sum()
round(by_entry[files.maria["till"]])

# %% [markdown]
# And this is what she orders from Wenlan:

# %%
round(
    by_entry[files.maria["till"]]
    + by_entry[files.maria["web"]]
    + by_entry[files.maria["phone"]]
    + by_entry[files.maria["sales"]]
)

# %% [markdown]
# Of 100 entries, how many are worth more than that?

# %%
round(100 * len(by_entry[by_entry > 3353]) / len(by_entry), 1)

# %% [markdown] concepts="38, 39"
# ## Identification
#
# Fewer than one. One of Wenlan's best customers was written to like a stranger, twice.
#
# **Customer identification** means to find out, from what customers have told us and what they have bought,
# who they are, so that we can care for the right ones. After "is that the same Maria?" it asks three things:
# who might *become* a customer (the **potential** ones), who is *worth* most (the **valuable** ones), and
# what they *need*. In this order we go on, but first: what is one customer?

# %% [markdown] concepts="7"
# ## Person, household, firm
#
# Look at four customers of Wenlan:

# %%
customers = files.data["customers"]
customers[(customers["street"] == "246 dongfeng street") & (customers["postcode"] == "319026")]

# %% [markdown]
# One address, and birthdays a generation apart: very likely parents, who keep their own family names in China,
# with two children. Four persons, one **household**. A birthday letter goes to each of them, a catalogue once
# to their letter box.
#
# Look twice at Zhang Nicholas. There are two of him, born in 1971 and in 1994. Father and son, it seems: one
# name, one address, two customers. Whoever merges by name and address has just lost one.
#
# At 88 Jinrong Avenue there are more than twenty customers. A very large family?
#
# <details><summary>Guess first, then open</summary>
#
# It is an office tower, where people of many firms give their work address. The family names below give it
# away.
#
# </details>

# %%
tower = customers[customers["street"] == "88 jinrong avenue"]
tower.head()

# %% [markdown]
# An address makes a household only when something else fits, too: the family names, the phone, the ages.
# Lesson 4 comes back to it.
#
# When the customer is a firm, it gets harder. Who ordered for the firms with an account?

# %%
orders = files.data["orders"]
orders.groupby("account")["entry"].nunique().head()

# %% [markdown] concepts="7"
# Dozens of entries order for one account. None of them *is* the customer. Behind an order stands a
# **buying centre**: those who use the chairs, those who have a say, the one who decides, the one who signs
# the order, and the one at the desk who lets your salesman in or doesn't. One person can be several of
# these, and the one who orders is often not the one who decides.
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
# The decision says who the customer is. So keep all the levels: which person, in which household, at
# which firm, under which other firm.

# %% [markdown] concepts="6"
# ## Five duties
#
# To manage identification is to see to five things. Wenlan failed Maria in the first three.
#
# | Duty | Maria's week |
# |---|---|
# | Recognise each person at every point of contact. | To the call centre she was a voice. |
# | Link what they do, over time and across all departments. | The web shop saw neither its own three orders nor Monday's call. |
# | Tell the right people, at the right moment. | Wednesday's salesman could not know of the invoice. |
# | If the customer is a firm, decide who the customer is. | She buys furniture for her firm and ink for herself. |
# | Know who belongs to which household and which firm. | Her firm has a master agreement, with prices of its own. |
#
# The first duty needs something to recognise people by. What does each channel ask for? As in lesson 0.1,
# `.notna()` answers for each entry whether something is written there, and a list picks several columns.

# %%
entries["phone number"] = entries["phone"].notna()
entries["e-mail address"] = entries["email"].notna()
entries["date of birth"] = entries["birthday"].notna()
known = entries.groupby("channel")[["phone number", "e-mail address", "date of birth"]].mean()
round(known, 2)

# %% [markdown]
# Everybody asks for the phone number. For the rest, each asks for what it needs itself:

# %%
from customerlab.notebook import bar_chart

bar_chart(
    round(known[["e-mail address", "date of birth"]], 2),
    title="The web shop asks for e-mail, the till for the birthday",
    x="channel",
    y="share of entries that have it",
    alt="Bars for four channels. E-mail: all of the web, most of sales, few of till and phone. "
    "Birthday: most of the till, few of the others.",
)

# %% [markdown]
# So the till and the web shop can hardly compare. Phone numbers could link them, if everybody had one,
# kept it and shared it with nobody. They don't, which is why you will need lessons 2 and 3. It is cheaper
# to ask for *the same* thing at every door.

# %% [markdown] concepts="44"
# ## What it is good for, in yuan
#
# Back to the printer. Because Wenlan is invented, we may look behind the curtain, where every entry has the
# number of its true person and household. There are about 9,300 entries. How many people are behind them, and
# how many households? Sales said "half".
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
# Sales was right, and half is still the wrong order. The printer's number is 3,100, and one more for each
# office: a catalogue is for a household. A real company has no curtain to look behind; the next lessons
# get close to such numbers without it.
#
# What do the superfluous catalogues cost? Change the price and the catalogues a year to what you
# find possible:

# %%
price = 12  # yuan; 8 to 15, depending on paper and postage
a_year = 2  # catalogues; 1 to 4
(len(entries) - truth["household"].nunique()) * price * a_year

# %% [markdown] concepts="44"
# About 150,000 yuan a year for paper that is thrown away, and anything from 50,000 to 370,000 with the other
# prices. This is one use of identification: **keeping** customers gets cheaper.
#
# The second: **winning** customers gets cheaper. Wenlan gives vouchers to new customers. How many of those who
# got one weren't new? We don't know, so it is a number to vary:

# %%
vouchers = len(contacts[contacts["event"] == "got a voucher for new customers"])
voucher_value = 30  # yuan
not_new = 0.4  # share; try 0.2 to 0.8
vouchers * voucher_value * not_new

# %% [markdown] concepts="44"
# A few thousand yuan: much less than the catalogues, whatever you believe. It pays to know which of two
# wastes is the large one before you mend the other.
#
# The third use doesn't show in such a sum: Wenlan **places customers rightly**. With four entries of 0, 128, 845
# and 2,380 yuan, Maria belongs to four different groups of customers, and to the wrong one each time.

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
# Jade Kite *cares about the future* and wants somebody to grow with. Willow Gate shows *continuity*: that it
# is loyal to a rival is good news about it, and a hard visit for us. Copper Crane's "no" was an attitude,
# and attitudes change: *stay adaptive*, and judge again with each answer. For all of them, *weigh the money*
# that a relationship of years may bring, not the first order. That rules out Amber Mill, which will be with
# somebody else on Saturday. Silver Heron would be the largest, and it is a case in which to *be
# cautious*. And Linen Bridge? It is in the table because a report made it up from all the others.
# *Forget the average customer*.
#
# You may have chosen otherwise. What counts is that you can say which of these six thoughts you weighed.
#
# </details>

# %% [markdown] concepts="40"
# Why forget the average? Here is the average margin of last year (what is left of a customer's orders after the
# goods are paid), and how many customers of 100 lie within a tenth of it.

# %%
buyers = files.data["buyers"]
average = buyers["margin"].mean()
round(average)

# %%
near = buyers[(buyers["margin"] > 0.9 * average) & (buyers["margin"] < 1.1 * average)]
round(100 * len(near) / len(buyers))

# %% [markdown]
# Only nine. A histogram shows where the others are: each bar counts the customers whose margin lies
# in its piece of the axis.

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
# There seem to be at least two kinds of customers in this picture, and the average is a mixture of both.

# %% [markdown] concepts="41"
# ## Who is valuable?
#
# Now the customers we have. Some buy when the price is right and are gone: **transactional** buyers. Others
# come back because it is Wenlan: **relational** buyers. Here are the first six. Decide for each, from
# the columns `months_active` (months of the last twelve with an order) and `discount_share` (share of
# orders on a promotion).

# %%
columns = ["customer", "orders", "months_active", "discount_share", "categories", "margin"]
buyers[columns].head(6)

# %% [markdown] concepts="41"
# You have just used a rule, perhaps without words. Ours, in words: relational is who buys *less than half*
# of the orders on a promotion, and orders in *more than three* different months. Does it agree with you?

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
# So there are two steps. First set the transactional buyers apart, so that they don't disturb the plan: they
# make the list long and the average low. What they want is a fair price; give them that, at little cost.
#
# Then look at the relational ones more closely. There are three kinds. The *valuable* ones bring most: keep them.
# The *potential* ones could bring much more: win a larger share of what they buy. The *lapsing* ones still bring
# something, and less each year: find out why before you decide whether to let them go. In the exercises
# you will count them.

# %% [markdown] concepts="43"
# ## What do they need?
#
# Eight ways are in use. None is best: each hears some customers and is deaf to others. With five of them, you
# ask:
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
# something: where is it, what is it for? So the database has found a need, and it can't tell what would
# meet it. A message on the day of delivery? A clearer invoice? For that, sit beside an agent for a day, then
# ask a dozen of those who called. One way finds the question, another one answers it.

# %% [markdown]
# ## Play
#
# Two entries are alike in some ways. From how much likeness on are they one customer? Merging two strangers
# costs 40 yuan: each sees the other's orders, and somebody writes an apology. Leaving one person as two
# costs 6: a second catalogue, a silly letter.
#
# The panel plays your decision on next month's entries. Drag a slider, or click on it and use the arrow keys;
# the picture follows when you let go. The further right `merge from` is, the more alike two entries must be.
# Between `review from` and `merge from` a clerk looks at each pair. Do without a clerk at first: `review from`
# goes along by itself as long as both stand at the same place.
#
# **Task** Look at the right-hand side, the bill for a month. Find the place where it is lowest. Then find
# one at which no two strangers are merged. What does so much caution cost a month?

# %%
from customerlab.notebook import explore, picture

explore(files)

# %% [markdown]
# One position as a picture, in case you see no sliders:

# %%
picture(files, files.Plan(merge_from=20))

# %% [markdown]
# Here hardly any strangers are merged, and some 2,700 times one person is still counted as two. A false merge
# costs more than a missed one, and yet the most careful line isn't the cheapest. Where the line belongs, and
# what the "weight" on the axis is, you will learn in lesson 3.

# %% [markdown]
# ## Where it breaks
#
# **The line between the two kinds of buyer is ours.** Put 0.3 or 0.7 in place of 0.5, and see how many of 100
# change sides:

# %%
line = 0.5  # try 0.3 and 0.7
round(100 * ((buyers["discount_share"] < line) & (buyers["months_active"] > 3)).mean())

# %% [markdown]
# Use such labels to begin a question, never to end one. And they describe how somebody buys *here*: who
# takes only offers from us may be a faithful customer elsewhere.
#
# **The prices are assumptions.** Catalogues at 12 yuan and 40 % of vouchers are there to be
# replaced by your own. What held for all that you tried, that the catalogues are the larger waste, you may
# rely on.
#
# **Not everything that can be linked may be linked.** Maria gave her birthday for a loyalty card, not for her
# employer's supplier file. Under China's Personal Information Protection Law, as under the European GDPR, data
# are collected for a stated purpose, and a new purpose needs a new reason, often her consent. Lesson 4 asks
# it case by case. And whoever wants to pay cash and stay a stranger is a customer, too.

# %% [markdown]
# ## Key points
#
# - An entry is not a customer. Whether one customer is a person, a household or a firm depends on the decision.
# - Recognise at every contact, link over time and across departments, tell the right people.
# - Identification makes winning and keeping cheaper and puts customers in the right place. Put a range on it
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
# - Philip Kotler and Kevin Lane Keller, *Marketing Management* (Pearson): the chapter on business markets, with
#   the buying centre, an idea of Frederick Webster and Yoram Wind (*Organizational Buying Behavior*, 1972).
