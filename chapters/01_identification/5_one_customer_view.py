# %% [markdown]
# # One customer view
#
# On a Wednesday, Wenlan's salesman sits in Maria Chen's office. He wants to talk about next year.
# She puts a bill on the table. She has phoned about it twice, she says; what has he done? He has
# never heard of it. Then she shows him what the web shop sent her yesterday.
#
# To Maria, Wenlan is one company. To Wenlan, Maria is four people.
#
# **Questions** When do entries become one customer, and what does one wrong pair do? Who lives
# together? When a firm buys, who is the customer? And what may be put together at all?
#
# **Afterwards you can** join pairs into customers and find the pair that chains two people; tell a
# household from a house; add up a firm's branches under one agreement; put a customer's year in
# order across all departments; and say which links law and decency allow.
#
# **You need** lesson 1.3 (pairs and their weights). **It takes** about 35 minutes.

# %%
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
contacts = files.data["contacts"]
contacts[contacts["entry"] == files.maria["phone"]]

# %% [markdown]
# `contacts` is one year of what passed between Wenlan and its customers. These two rows are all
# that the call centre knows of Maria: she asked about an invoice on a Thursday, and had to ask
# again on the Monday. Now the web shop, to which she is "M. Chen":

# %%
contacts[contacts["entry"] == files.maria["web"]]

# %% [markdown]
# Look at the last row. On the Tuesday, one day after her second call, "M. Chen" got a voucher for
# new customers. She had ordered in this very shop three times this year.
#
# Each department kept its diary well. But nobody could lay the diaries side by side. For that,
# Wenlan must know that four entries are one woman.

# %% [markdown] concepts="11"
# ## From pairs to customers
#
# **One customer** is the key to everything later in this course: all that Wenlan knows of a person,
# in one place, whoever in the house wrote it down. In lesson 1.3 you accepted *pairs*. But a
# customer may have three entries, or five. Six entries are enough to see how pairs become
# customers:

# %%
import pandas as pd

names = ["chen maria", "chen m", "chen mariah", "chen maria", "chen mei", "chen mei"]
six = pd.DataFrame({"entry": ["T1", "W1", "P1", "S1", "W2", "T2"], "name": names})
six

# %% [markdown]
# `pd.DataFrame` makes a table by hand: for each column its name, then its values. The first four
# entries are Maria's, the last two are Mei Chen's, a colleague. These pairs were accepted:

# %%
accepted = pd.DataFrame({"entry_a": ["T1", "T1", "P1", "W2"], "entry_b": ["W1", "P1", "S1", "T2"]})
accepted

# %% [markdown]
# Take a pencil, write down the six entries and draw a line for each pair. What hangs together is
# one customer.

# %%
from customerlab.models.identification import clusters

clusters(six, accepted)

# %% [markdown]
# `clusters` gives each entry the number of its customer: 1 is Maria, 2 is Mei. Nobody compared the web
# shop's "chen m" with the sales force's "chen maria". They are one because the till and the call
# centre stand between them. Entries that hang together are called a **cluster**.
#
# Now a clerk in a hurry accepts one more pair: "chen m" and "chen mei".
#
# <details><summary>Guess first, then open: how many customers are left?</summary>
#
# One. The clerk thought that he joined two entries. He joined two women with all they have. Mei can
# read Maria's orders, and Maria gets Mei's bills.
#
# </details>

# %%
one_more = pd.DataFrame({"entry_a": ["W1"], "entry_b": ["W2"]})
clusters(six, pd.concat([accepted, one_more]))

# %% [markdown]
# `pd.concat` puts tables one below the other. A pair joins all that hangs on its one end to all
# that hangs on its other end. So a few wrong pairs make **chains**: one links A to B, the next B to
# C, and three strangers are one customer.
#
# ## Nine thousand entries
#
# Now Wenlan's own. We accept the pairs with a weight of 6 or more, near the line at which the costs
# of lesson 1.3 are lowest.

# %%
entries = files.data["clean"]
pairs = files.data["pairs"]
accepted = pairs[pairs["weight"] >= 6]
customer = clusters(entries, accepted)
len(entries), customer.nunique()

# %% [markdown]
# 9,296 entries, 4,584 customers. How many entries has a customer? Count the entries of each
# customer, then count how often each count comes:

# %%
customer.value_counts().value_counts()

# %% [markdown]
# Most have one, two or three. That is plausible, on four lists. But who has thirteen? Each entry gets
# the number of its customer; then we look at the largest.

# %%
entries["customer"] = entries["entry"].map(customer)
largest = entries[entries["customer"] == customer.value_counts().idxmax()]
largest[["name", "phone", "street", "birthday"]]

# %% [markdown]
# Two new words. `.map` looks each value up: here, the number of each entry's customer. `.idxmax()` says
# *where* the largest value stands: here, which customer has the most entries. And two pairs of square
# brackets keep several columns.
#
# <details><summary>Look first, then open: how many people are these?</summary>
#
# Four: Chao Wei, Meiqin Xie, Mengyun Wei, and somebody who was heard as "Frangk Wei". The others are
# misspelt, or shortened. They share a street, a postcode, and the phone at home.
#
# </details>
#
# Their names differ, so why were they joined? Because phone, street and postcode all agree, and the
# weights add them up as if three witnesses had spoken. But it was one witness, the home, heard three
# times. In an office it's the same. Here is Maria's customer:

# %%
her_entries = entries[entries["customer"] == customer[files.maria["web"]]]
her_entries[["entry", "name", "phone", "street", "birthday"]]

# %% [markdown]
# All four of her entries have found together. And a fifth: Tang Wenmei, who sits in the same
# office. The office phone made the right link, from the call centre to the sales force; and it made
# the wrong one, from Maria to Wenmei. No line can have the one without the other.

# %% [markdown]
# ## Play
#
# A bolder line finds more, and makes longer chains. The panel plays next month's entries. Put both
# sliders at 6; then take both down, to 4, to 2, to 0. Watch false and missed merges. A false merge
# costs 40 yuan, a missed one 6. From which step on does it cost more than it saves?
#
# Then put `merge from` at 6 and only `review from` at 4.5: a clerk looks at the pairs in between.
# Does he earn his pay? If the panel doesn't move on your screen, use the pictures below it.

# %%
from customerlab.notebook import explore, picture

explore(files)

# %%
picture(files, files.Plan(merge_from=6, review_from=6))

# %%
picture(files, files.Plan(merge_from=2, review_from=2))

# %% [markdown]
# From 6 down to 2, Wenlan misses 160 merges fewer, and makes 288 false ones more. The month costs
# more than twice as much. And the chains grow. In the entries that you know, this is the largest
# "customer" on each line:

# %%
for line in [10, 6, 4, 2, 0, -2]:
    found = clusters(entries, pairs[pairs["weight"] >= line])
    print("from weight", line, "the largest customer has", found.value_counts().max(), "entries")

# %% [markdown]
# (`.max()` is the largest value.) At −2, 746 entries are one. Not that 746 people look alike: each
# looks a little like the next.
#
# Where no line helps, somebody has to look, or ask. A clerk sees at once that Tang Wenmei isn't
# Maria Chen. His decision is kept: all pairs with Wenmei's card, S0222, are taken out.

# %%
apart = accepted[(accepted["entry_a"] != "S0222") & (accepted["entry_b"] != "S0222")]
customer = clusters(entries, apart)
entries["customer"] = entries["entry"].map(customer)
entries[entries["customer"] == customer[files.maria["web"]]][["entry", "channel", "name"]]

# %% [markdown]
# Four entries, one Maria.

# %% [markdown] concepts="7"
# ## Who lives together?
#
# The catalogue is printed, and three Wangs at one door get one each. One for the **household**
# would do. Finding those who live together is called **householding**. Here are Wenlan's customers,
# one row each, as the clerks know them after all matching. Who has the same street and postcode?

# %%
customers = files.data["customers"]
customers["address"] = customers["street"] + " " + customers["postcode"]
at_door = customers["address"].value_counts()
at_door.head(8)

# %% [markdown]
# `+` joins texts, with a space between.
#
# <details><summary>Guess first, then open: how can 31 customers live at one door?</summary>
#
# Look at their birthdays in the next cell. It's a students' hostel, and so is number 3. 88 Jinrong
# Avenue is an office tower: these people gave the address of their firm. They share a door, and
# nothing else.
#
# </details>

# %%
customers[customers["address"] == at_door.idxmax()].head()

# %% [markdown]
# Would the family name help? Not here. In China, husband and wife keep their names, and about one
# person in thirteen is called Wang. What helps is plain counting: a home has few customers, a
# hostel many. We say that up to six may be a household.

# %%
customers["at_door"] = customers["address"].map(at_door)
homes = customers[(customers["at_door"] >= 2) & (customers["at_door"] <= 6)]
len(homes), homes["address"].nunique()

# %% [markdown]
# 1,753 customers live in 769 homes. One catalogue a home instead of one a head saves 984
# catalogues. And is it true? In a simulation we may look behind the curtain. `.merge` adds to each
# customer the true number of the household; then we count the households behind each door.

# %%
truth = files.reveal()["customers"]
homes.merge(truth, on="customer").groupby("address")["household"].nunique().value_counts()

# %% [markdown]
# Behind 705 of 769 doors there is one household, as we thought. Behind 64 there are two or more:
# neighbours, and colleagues in a small office. For a catalogue that doesn't matter. It does for
# this:
#
# A husband buys a fountain pen for his wife's birthday. On Thursday "the Wang family" get a letter:
# *How do you like your new pen?* Or worse, for couples part, and neighbours read. So a household
# may share a catalogue. It doesn't share orders, bills or offers made from what one of them bought.

# %% [markdown] concepts="6, 7, 8"
# ## When a firm buys, who is the customer?
#
# Maria orders chairs. Her colleagues sit on them. Accounting pays for them. And a director, whom
# Wenlan has never seen, decides once a year where the firm buys. The user, the buyer, the payer,
# the decider: together they are called the **buying centre**. Each is somebody to serve. But with
# whom do we have the business?
#
# Wenlan has given some firms **one master agreement covering all employees**: one price list, one
# bill, whoever orders, in whichever branch. The agreement is signed with the company at the top.

# %%
accounts = files.data["accounts"]
group = accounts.head(4)
group

# %% [markdown]
# `parent` is the account above. Such a tree is called an **account hierarchy**. Read it with a
# finger: the Stores, A04, belong to A02, which belongs to A01, which has the agreement M1. An
# employee in the Stores buys under M1, though A04 says nothing of it.
#
# The computer climbs with `.map`. It needs a list to look up in: each account's parent.

# %%
parent_of = accounts.set_index("account")["parent"]
group["above"] = group["parent"].map(parent_of)
group[["account", "parent", "above"]]

# %% [markdown]
# `.set_index("account")` makes the accounts the names of the rows, so that `.map` finds them.
# `above` is the parent's parent. Only A04 has one. The top of each account is the highest that we
# found: `above` where there is one, else the parent, else the account itself. `.fillna` fills what
# is missing.

# %%
group["top"] = group["above"].fillna(group["parent"]).fillna(group["account"])
group[["account", "name", "top"]]

# %% [markdown]
# And what are they worth? `orders` are the year's orders by employees of these firms.

# %%
orders = files.data["orders"]
orders.groupby("account")["amount"].sum().sort_values(ascending=False).head(6)

# %% [markdown]
# By account, Maria's head office A01 is only one of the better ones. (`ascending=False` puts the
# largest first.)
#
# <details><summary>Guess first, then open: what is the whole group worth, if A01 orders for 67,104
# yuan?</summary>
#
# Three times as much: 206,486 yuan, twice the largest single account. Whoever looks at the accounts one
# by one sees four customers, none of them first. There is one, and it's large.
#
# </details>

# %%
of_group = orders.merge(group, on="account")
of_group.groupby("top")["amount"].sum()

# %% [markdown]
# (`.merge` kept the orders whose account is in the group, and added the column `top`.) And how many
# entries order for it?

# %%
of_group["entry"].nunique()

# %% [markdown]
# 104 entries buy under one signature. Which of them is "the customer"? For the price and the bill,
# the company at the top. For the delivery, the branch. For a question about a chair, the person who
# sits on it. A good view keeps all three, and knows which one it is talking to.

# %% [markdown] concepts="9"
# ### As the customer sees himself
#
# Of the American broker Charles Schwab it is told that it *creates linkages*: a broker sees all
# accounts of a customer, the private ones and those of his company. The customer doesn't think of
# himself as two people. So the broker **sees the customer the way the customer sees himself**.
#
# Maria, too, comes to Wenlan as herself, with a loyalty card, and as the buyer of a firm. This is
# what she ordered for the firm:

# %%
her_orders = orders[orders["entry"].isin(files.maria.values())]
round(her_orders["amount"].sum())

# %% [markdown]
# 4,901 yuan through her hands, in a group worth 206,486; and when the agreement is renewed, they
# will ask her how it went. An agent who knows only her loyalty card can't know that. But the link
# is made for Maria's sake, and it has a direction: *she* may be served with all she is. Her *firm*
# mustn't learn from us what she bought at home.

# %% [markdown] concepts="6, 12"
# ## One year of Maria Chen
#
# The entries are joined; now the diaries. Each contact gets the number of its customer, whichever
# department wrote it. Then we keep Maria's and sort them by date.

# %%
contacts["customer"] = contacts["entry"].map(customer)
maria = contacts[contacts["customer"] == customer[files.maria["web"]]].sort_values("date")
maria[["date", "department", "event", "amount"]]

# %% [markdown]
# Read the last six rows as if you were Maria. She orders ink. The bill is wrong. She phones.
# Nothing happens; she phones again, and tells it all again. The day after, the shop greets her as a
# stranger. The day after that, a salesman comes who knows of nothing. And on Friday, marketing
# writes: *we have missed you*.
#
# It was the same customer in marketing, in the call centre, on the web and with the sales force.
# Each department did its job. What was missing is a link: a customer's contacts joined **over time
# and across departments**, and the right part of them in front of **the right person at the right
# moment**.
#
# How long was it from her second call to the voucher? The difference of two dates has its number of
# days in `.days`:

# %%
last_call = maria[maria["department"] == "call centre"]["date"].max()
voucher = maria[maria["event"] == "got a voucher for new customers"]["date"].max()
(voucher - last_call).days

# %% [markdown]
# One day. A note of two lines, seen on Tuesday morning, would have been in time.
#
# Who needs which part of her year? The salesman doesn't need all of it. On Wednesday morning he
# needs three rows:

# %%
before_visit = maria[maria["date"] < "2025-11-05"]
before_visit[["date", "department", "event"]].tail(3)

# %% [markdown]
# (`.tail(3)` shows the last three.) With these, he begins: "I have seen that your invoice is still
# wrong. I have it here, put right. And please forget the voucher."
#
# Was Maria just unlucky? Let us count the vouchers for new customers that went to people whom some
# department had met before in the same year. `.min()` is the earliest date.

# %%
vouchers = contacts[contacts["event"] == "got a voucher for new customers"]
first_seen = contacts.groupby("customer")["date"].min()
known = vouchers["customer"].map(first_seen) < vouchers["date"]
known.value_counts()

# %% [markdown]
# Of 286, more than half. And how many could the web shop have seen alone, by the first date of the
# very entry to which it wrote?

# %%
first_in_shop = contacts.groupby("entry")["date"].min()
known_to_shop = vouchers["entry"].map(first_in_shop) < vouchers["date"]
known_to_shop.value_counts()

# %%
from customerlab.notebook import bar_chart

seen = pd.Series({"by the web shop alone": known_to_shop.sum(), "by the whole house": known.sum()})
bar_chart(
    seen,
    title="Of 286 “new” customers, the house knew 167",
    x="Already known when the voucher was sent",
    y="Vouchers in one year (number)",
    alt="Two bars: of 286 vouchers for new customers, 97 went to entries that the web shop knew "
    "itself, and 167 to customers whom some department knew.",
)

# %% [markdown]
# (`pd.Series` makes a single column by hand, each value with its name.) 97 vouchers the web shop
# could have kept back by reading its own diary. For 70 more it needs the view across the house.

# %% [markdown] concepts="6, 160"
# ## Recognised everywhere
#
# A store, a web page, a phone call, a visit: each place where customer and company meet is a
# **touchpoint**. They are well joined, seamless, when three things hold.
#
# **The customer is recognised, whichever touchpoint she comes to.** Not by guessing. A card number
# or a log-in is a key, as you know from lesson 1.2; a name on the phone is a pair with a weight.
#
# **No question is asked twice.** Maria told the story of her invoice two times. Whatever she says
# must be written where the next one looks: with the customer, not with the entry.
#
# **Preferences are remembered.** She wants no calls before ten, black ink, and no newsletter. The
# "no" counts most. If M. Chen says no on the web and CHEN MARIA still gets mail from the till,
# Wenlan has broken its word to one person. So a refusal holds for the whole cluster, and where two
# entries disagree, the stricter one wins.
#
# It's said that companies whose touchpoints are joined enjoy high loyalty. That is plausible, and
# reported from practice; but such companies do many other things well, too. Whether the joining did
# it, a comparison of companies can't tell.

# %% [markdown]
# ## What may be linked?
#
# That you *can* link two entries doesn't mean that you *may*. Maria gave her phone number to the call
# centre so that it could ring back about an invoice. What follows teaches how to think; it isn't legal
# advice. China's Personal Information Protection Law (PIPL) and Europe's data protection regulation
# (GDPR) ask alike:
#
# | Before you link, ask | PIPL | GDPR |
# |---|---|---|
# | What for, and is this link needed for it? | art. 6 | art. 5(1)(b), (c) |
# | On what ground? | art. 13 | art. 6(1) |
# | Is the purpose new? | art. 14 | art. 6(4) |
# | Does another company get it? | art. 23 | art. 6(1), 13, 14 |
# | Is it sensitive? | art. 28, 29 | art. 9 |
# | Can the person see, correct and delete it? | art. 44–47 | art. 15–17 |
#
# A **ground** is the person's consent, or that the link is needed for a contract with this very person,
# or one of a few others that the law lists. When the **purpose** is new, PIPL has whoever relies on
# consent ask again; GDPR asks whether the new purpose fits the old one.
#
# **Another company** is another company, even a sister. PIPL wants the person to know who gets what, what
# for and how, and to give a separate consent. **Sensitive** are health, belief, bank accounts,
# whereabouts, and under PIPL all data about children under 14: only for a specific purpose, when
# necessary, with a separate consent (for such a child, from the parents, art. 31).
#
# So take Maria. To answer her about her own invoice, Wenlan needs her order and her call: that is the
# contract with her. To choose advertisements for her from all that four departments know is another
# purpose: what was she told, and what did she agree to? To hand her private purchases to her employer
# is out of the question unless she herself wants it.

# %% [markdown]
# Some links are wrong without any article. They tell somebody what the customer didn't tell him.
#
# The best-known story stood in the *New York Times* in 2012. A chain of stores had learnt to guess from
# shopping lists which customers were pregnant. A father complained: his daughter, still at school, got
# coupons for baby clothes. She *was* pregnant, and he hadn't known. Some doubt that he exists, but the
# lesson doesn't hang on him. Nobody had told the store. What it had worked out was about health, and
# it went to a door behind which several people live.
#
# A test that needs no lawyer: **would she be surprised, if she saw the link? And would it harm her, if
# somebody at home or at work saw it?** If so, don't make it, or ask her first.
#
# <details><summary>Decide first, then open: an agent on the phone sees all that Maria bought in the
# last year, private and for her firm. May he?</summary>
#
# He doesn't need it. He needs to know whom he speaks to, and the order that she rings about. So the
# view can be one, while each desk sees its part: that is "the minimum necessary", and it's also what
# "the right information to the right person" means.
#
# </details>

# %% [markdown]
# ## Where it breaks
#
# **Clusters believe every link.** `clusters` doesn't see that two entries of one "customer" have
# different birthdays. Good systems look at each cluster again, and cut where it's thin. And they
# keep every pair with its reason, so that a wrong merge can be undone. Whoever makes one row of two
# can never go back.
#
# **A household is a guess.** Six is a choice, not a law of nature. Students share flats, a couple
# may live at two addresses, and those who move stay on some list at the old door.
#
# **Trees move.** Branches are sold, buyers change jobs. An account hierarchy is true on one day.
# And our climb takes two steps; a firm of four levels needs three.
#
# **One view can spread one error.** When four lists are one, one wrong address is wrong everywhere,
# and whoever breaks in finds everything at once. Joining asks for more care, not less.

# %% [markdown]
# ## Key points
#
# - Accepted pairs hang together in clusters. One wrong pair joins two people with all they have.
# - Phone, street and postcode of an office are one witness, not three. Where no line helps, ask.
# - A door isn't a household, and a household doesn't share what one of its members bought.
# - A firm is a tree. Price and bill belong to its top, the chair to who sits on it.
# - Join a customer's contacts over time and across departments; show each desk the part that it
#   needs.
# - You may link for a clear purpose, on a ground in law, and no further than the purpose needs.

# %% [markdown] role="words"
# ## Words
#
# - **single customer view**: all that a company knows of one customer, in one place, whoever noted it.
# - **cluster**: entries that hang together by accepted pairs, taken for one customer.
# - **chain**: a cluster in which wrong pairs have joined several people.
# - **household**: the people who live together, as far as a company can tell.
# - **householding**: finding out which customers live together.
#
# - **buying centre**: the people in a firm who take part in a purchase: user, buyer, payer, decider.
# - **account hierarchy**: the tree of a firm's branches and departments, the owning company at the top.
# - **master agreement**: one contract with a firm that holds for all its employees in all branches.
# - **touchpoint**: a place where customer and company meet, such as a store, a call or a web page.
# - **purpose limitation**: the rule that data given for one purpose isn't used for another one.

# %% [markdown]
# ## Read on
#
# - Peter Christen, *Data Matching* (2012), chapter 6, on what to do with weighted pairs.
# - Don Peppers and Martha Rogers, *The One to One Fieldbook* (1999), on identifying customers in
#   households and firms.
# - The laws themselves: PIPL, in English on the pages of the National People's Congress, and
#   [GDPR](https://eur-lex.europa.eu/eli/reg/2016/679/oj). They read more easily than one fears.
# - Charles Duhigg, "How Companies Learn Your Secrets", *New York Times Magazine*, 16 February 2012.
