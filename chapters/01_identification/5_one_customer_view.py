# %% [markdown]
# # One customer view
#
# On a Wednesday, Wenlan's salesman sits in Maria Chen's office. He wants to talk about next year.
# She puts a bill on the table. She has phoned about it twice, she says; what has he done? He has
# never heard of it. Then she shows him what the web shop sent her yesterday.
#
# To Maria, Wenlan is one company. To Wenlan, Maria is four people.
#
# **Questions** When do entries become one customer? Who lives together? When a firm buys, who is the
# customer? And what may be put together at all?
#
# **Afterwards you can** join pairs into customers and find the pair that chains two people; tell a
# household from a house; add up a firm's branches; put a customer's year in order; and say which
# links law and decency allow.
#
# **You need** lesson 1.4 (pairs, their weights, and the line). **It takes** about 45 minutes.

# %%
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
contacts = files.data["contacts"]
contacts[contacts["entry"] == files.maria["phone"]]

# %% [markdown]
# `contacts` holds the diaries of the departments, for one year. These two rows are all that the call
# centre knows of Maria: she asked about an invoice on a Thursday, and again on the Monday. Now the
# web shop, to which she is "M. Chen":

# %%
contacts[contacts["entry"] == files.maria["web"]]

# %% [markdown]
# Look at the last row. On the Tuesday, one day after her second call, "M. Chen" got a voucher for
# new customers. She had ordered in this very shop three times this year.
#
# Nobody could lay the diaries side by side. For that, Wenlan must know that four entries are one woman.

# %% [markdown] concepts="11"
# ## From pairs to customers
#
# **One customer** is the key to everything later in this course: all that Wenlan knows of a person,
# in one place. In lesson 1.4 you chose a line: each pair above it is taken for one person. But a
# customer may have three entries, or five. How do pairs become customers? Six entries are enough to
# see it:

# %%
import pandas as pd

names = ["chen maria", "chen m", "chen mariah", "chen maria", "chen mei", "chen mei"]
six = pd.DataFrame({"entry": ["T1", "W1", "P1", "S1", "W2", "T2"], "name": names})
six

# %% [markdown]
# `pd.DataFrame` makes a table by hand. The first four entries are Maria's, the last two are Mei
# Chen's, a colleague. These pairs were accepted:

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
# `clusters` gives each entry the number of its customer: 1 is Maria, 2 is Mei. Nobody compared "chen
# m" of the web shop with "chen maria" of the sales force. They are one because the till and the call
# centre stand between them. Entries that hang together are a **cluster**.
#
# Now a clerk in a hurry accepts one more pair: "chen m" and "chen mei".
#
# <details><summary>Guess first, then open: how many customers are left?</summary>
#
# One. The clerk thought that she joined two entries. She joined two women with all they have. Mei
# can read Maria's orders, and Maria gets Mei's bills.
#
# </details>

# %%
one_more = pd.DataFrame({"entry_a": ["W1"], "entry_b": ["W2"]})
clusters(six, pd.concat([accepted, one_more]))

# %% [markdown]
# `pd.concat` puts tables one below the other. A pair joins all that hangs on its two ends. So a few
# wrong pairs make **chains**: one links A to B, the next B to C, and three strangers are one customer.
#
# ## Nine thousand entries
#
# Now Wenlan's own. We accept the pairs with a weight of 6 or more. A comma shows two things: the
# number of entries, and the number of customers.

# %%
entries = files.data["clean"]
pairs = files.data["pairs"]
accepted = pairs[pairs["weight"] >= 6]
customer = clusters(entries, accepted)
len(entries), customer.nunique()

# %% [markdown]
# How many entries has a customer? Count the entries of each customer, then count how often each
# count comes:

# %%
customer.value_counts().value_counts()

# %% [markdown]
# Most have one, two or three. One has thirteen: hardly a single person. How does such a thing begin?
# Here is Maria's customer. (`.map` looks each value up: here, the number of each entry's customer.)

# %%
entries["customer"] = entries["entry"].map(customer)
her_entries = entries[entries["customer"] == customer[files.maria["web"]]]
her_entries[["entry", "name", "phone", "street", "birthday"]]

# %% [markdown]
# <details><summary>Look first, then open: who doesn't belong here, and why did she get in?</summary>
#
# Tang Wenmei, who sits in Maria's office. The names differ. But on the two business cards, S0170 and
# S0222, phone, street and postcode agree, and the weights add them up as if three witnesses had
# spoken. It was one witness, the office, heard three times.
#
# </details>
#
# The office phone made the right link, from the call centre to the sales force. It also made the
# wrong one, from Maria to Wenmei. No line can have the one without the other.

# %% [markdown]
# ## Play
#
# A bolder line finds more, and makes longer chains. The panel plays next month's entries. A false
# merge costs 40 yuan, a missed one 6. `review_from` goes along with `merge_from` as long as both
# stand at the same place: then there is no clerk. Move it down, and a clerk looks at the pairs in
# between.
#
# 1. Put `merge_from` at 6; then at 4, at 2, at 0. From where on does a bolder line make the month dearer?
# 2. Put `merge_from` back to 6, and only `review_from` to 4.5. Does the clerk earn her pay of 3
#    yuan a pair?
#
# If the panel doesn't move on your screen, use the pictures below it.

# %%
from customerlab.notebook import explore, picture

explore(files)

# %%
picture(files, files.Plan(merge_from=6, review_from=6))

# %%
picture(files, files.Plan(merge_from=2, review_from=2))

# %% [markdown]
# <details><summary>Play first, then open: the answers</summary>
#
# 1. Below 4.5. From 6 to 4.5 hardly anything changes. At 6 the month costs 8,376 yuan, at 4 10,644, and
#    at 2 18,936: there Wenlan misses 160 merges fewer, and makes 288 false ones more.
# 2. Just about. She looks at 77 pairs and finds 61 that were missed. That saves 366 yuan and costs
#    231; the month costs 8,241.
#
# </details>
#
# And how long can a chain get? Back to the entries that you know. `.max()` is the largest value:

# %%
very_bold = clusters(entries, pairs[pairs["weight"] >= -2])
very_bold.value_counts().max()

# %% [markdown]
# 746 entries, one "customer". Not that 746 people look alike: each looks a little like the next.
#
# Where no line helps, somebody has to look, or ask. A clerk sees at once that Tang Wenmei isn't
# Maria Chen. Her decision is kept: all pairs with Wenmei's card, S0222, are taken out.

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
# Three Wangs at one door get three catalogues. One for the **household** would do. To find those who
# live together is called **householding**. Here are Wenlan's customers, one row each, after all
# matching. Who has the same street and postcode? (`+` joins texts.)

# %%
customers = files.data["customers"]
customers["address"] = customers["street"] + " " + customers["postcode"]
at_door = customers["address"].value_counts()
at_door.head(8)

# %% [markdown]
# <details><summary>Guess first, then open: how can 31 customers live at one door?</summary>
#
# Look at their birthdays in the next cell. It's a students' hostel, and so is number 3. 88 Jinrong
# Avenue is an office tower. These people share a door, and nothing else.
#
# </details>

# %%
customers[customers["address"] == "1 xueyuan road 319001"].head()

# %% [markdown]
# The family name doesn't help: in China, husband and wife keep their own. What helps is plain
# counting. A home has few customers, a hostel many. We say: up to six may be a household.

# %%
customers["at_door"] = customers["address"].map(at_door)
homes = customers[(customers["at_door"] >= 2) & (customers["at_door"] <= 6)]
len(homes), homes["address"].nunique()

# %% [markdown]
# 1,753 customers in 769 homes. One catalogue a home saves 984 copies, at 5 yuan each. Some of these
# homes are wrong: neighbours in one house, colleagues in a small office. For a catalogue that doesn't
# matter. It does for this:
#
# A husband buys a fountain pen for his wife's birthday. On Thursday "the Wang family" get a letter:
# *How do you like your new pen?* A household may share a catalogue. It doesn't share orders, bills,
# or offers made from what one of them bought.

# %% [markdown] concepts="6, 7, 8"
# ## When a firm buys, who is the customer?
#
# Maria orders chairs. Her colleagues sit on them, accounting pays, a director decides: the buying
# centre of lesson 1.1. But with whom do we have the business?
#
# Wenlan has given some firms **one master agreement covering all employees**: one price list, one
# bill, whoever orders, in whichever branch. It is signed with the company at the top.

# %%
accounts = files.data["accounts"]
group = accounts.head(4)
group

# %% [markdown]
# `parent` is the account above. Such a tree is called an **account hierarchy**. Read it with a
# finger: the Stores, A04, belong to A02. A02 belongs to A01. A01 has the agreement M1. So whoever
# works in the Stores buys under M1.
#
# The computer climbs with `.map`: it looks up who is above each parent. For that,
# `.set_index("account")` makes the accounts the names of the rows.

# %%
parent_of = accounts.set_index("account")["parent"]
group["above"] = group["parent"].map(parent_of)
group[["account", "parent", "above"]]

# %% [markdown]
# `above` is the parent's parent. Only A04 has one. The top is the highest that we found: `above`
# where there is one, else the parent, else the account itself. `.fillna` fills what is missing.

# %%
group["top"] = group["above"].fillna(group["parent"]).fillna(group["account"])
group[["account", "name", "top"]]

# %% [markdown]
# What are they worth? The orders of firms stand in a book of their own, `orders`.

# %%
orders = files.data["orders"]
orders.groupby("account")["amount"].sum().sort_values(ascending=False).head(6)

# %% [markdown]
# By account, Maria's head office A01 is only one of the better ones.
#
# <details><summary>Guess first, then open: A01 orders for 67,104 yuan. And the whole group?</summary>
#
# 206,486 yuan: twice the largest single account. Whoever looks at the accounts one by one sees four
# customers, none of them first. There is one, and it's large.
#
# </details>

# %%
of_group = orders.merge(group, on="account")
of_group.groupby("top")["amount"].sum()

# %% [markdown]
# (`.merge` kept the orders of the group, and added the column `top`.) How many entries order for it?

# %%
of_group["entry"].nunique()

# %% [markdown]
# 72 entries buy under one signature. Which of them is "the customer"? For the price and the bill,
# the company at the top. For the delivery, the branch. For a question about a chair, the person who
# sits on it. A good view keeps all three.

# %% [markdown] concepts="9"
# ### As the customer sees himself
#
# Of the American broker Charles Schwab it is told that it *creates linkages*: a broker sees all
# accounts of a customer, the private ones and those of his company. So the broker **sees the customer
# the way the customer sees himself**: as one person.
#
# Maria, too, comes as herself, and as the buyer of a firm. What did she order for the firm? `.isin`
# keeps the rows of her four entries.

# %%
her_orders = orders[orders["entry"].isin(files.maria.values())]
round(her_orders["amount"].sum())

# %% [markdown]
# 4,901 yuan. An agent who knows only her loyalty card can't know that. But the link has a direction:
# *she* may be served with all she is. Her *firm* mustn't learn from us what she bought at home.

# %% [markdown] concepts="6, 12"
# ## One year of Maria Chen
#
# The entries are joined; now the diaries. Each contact gets the number of its customer, whichever
# department wrote it. Then we keep Maria's and sort them by date.
#
# Mind what the diaries don't hold: the orders of firms. Maria's 4,901 yuan stand in `orders`, and in
# no department's diary. So you won't find them here.

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
# Each department did its job. What was missing is a link: a customer's contacts joined **over time
# and across departments**, and the right part of them in front of **the right person at the right
# moment**.
#
# How long was it from her second call to the voucher? Take the earlier date from the later one; the
# difference has its number of days in `.days`:

# %%
last_call = maria[maria["department"] == "call centre"]["date"].max()
voucher = maria[maria["event"] == "got a voucher for new customers"]["date"].max()
(voucher - last_call).days

# %% [markdown]
# One day. A note of two lines, seen on Tuesday morning, would have been in time. And the salesman? He
# doesn't need her whole year. He needs three rows: the two calls and the voucher. With these, he
# begins: "Your invoice is still wrong, I have seen. I have it here, put right. And please forget the
# voucher."
#
# Was Maria just unlucky? How many vouchers for new customers went to people whom some department had
# met before in the same year? `.min()` is the earliest date.

# %%
vouchers = contacts[contacts["event"] == "got a voucher for new customers"]
first_seen = contacts.groupby("customer")["date"].min()
known = vouchers["customer"].map(first_seen) < vouchers["date"]
known.value_counts()

# %% [markdown]
# 167 of 286, nearly 0.6. In lesson 1.1 that share was a guess between 0.2 and 0.8.

# %% [markdown] concepts="6, 160"
# ## Recognised everywhere
#
# A store, a web page, a phone call, a visit: each place where customer and company meet is a
# **touchpoint**. They are well joined, seamless, when three things hold.
#
# - **The customer is recognised at each of them**, by a card or a log-in, not by guessing.
# - **No question is asked twice.** What Maria says is noted with the customer, not with the entry.
# - **Preferences are remembered.** The "no" counts most. Maria says no on the web: then the till
#   writes to her no more, either. A refusal holds for the whole cluster.
#
# It's reported that companies with such touchpoints enjoy high loyalty. But they do many other things
# well, too. A comparison of companies can't tell which of them did it.

# %% [markdown]
# ## What may be linked?
#
# That you *can* link two entries doesn't mean that you *may*. Three wishes lie on your desk. Decide
# each before you open the answer. The answers name two laws, China's Personal Information Protection
# Law (PIPL) and Europe's data protection regulation (GDPR). They teach how to think; they aren't
# legal advice.
#
# **The first wish.** Maria rings about her invoice. The agent would like to see all that she bought
# in a year, at home and for her firm.
#
# <details><summary>Decide first, then open</summary>
#
# A part of it. To put her invoice right, the agent needs this order and her earlier calls. That link
# has a **ground**: the contract with this very person needs it (PIPL art. 13, GDPR art. 6(1)). The
# rest isn't needed for this **purpose**, so it stays hidden (PIPL art. 6, GDPR art. 5(1)). The view can
# be one, while each desk sees its part.
#
# </details>
#
# **The second wish.** Marketing would like to choose advertisements for Maria from all that four
# departments know of her.
#
# <details><summary>Decide first, then open</summary>
#
# Not yet. She gave her number to be rung back; advertising is a *new* purpose. What was she told, and
# what did she agree to? Where Wenlan relies on her **consent**, PIPL has it ask again (art. 14). GDPR
# asks whether the new purpose fits the old one (art. 6(4)). So: ask her.
#
# </details>
#
# **The third wish.** A sister company sells insurance. It would like the list of households.
#
# <details><summary>Decide first, then open</summary>
#
# No. Another company is another company, even a sister. PIPL wants each person to know who gets
# what, what for and how, and to give a separate consent (art. 23). GDPR wants a ground for it, too
# (art. 6(1)). They gave their address for a catalogue.
#
# </details>

# %% [markdown]
# Some links are wrong without any article. They tell somebody what the customer didn't tell him.
#
# The best-known story stood in the *New York Times* in 2012. A chain of stores had learnt to guess from
# shopping lists which customers were pregnant. A father complained: his daughter, still at school, got
# coupons for baby clothes. She *was* pregnant, and he hadn't known. (Some doubt that he exists.) Nobody
# had told the store. What it had worked out was about health, and it went to a door behind which
# several people live.
#
# Health is **sensitive**. So are belief, whereabouts, bank accounts, and all data about children under
# 14: PIPL allows their use only for a specific purpose, when necessary, with a separate consent (art.
# 28, 29). GDPR has a list of its own (art. 9).
#
# So before you link, ask five things:
#
# 1. What for, and is this link needed for it?
# 2. On what ground: a contract with this person, consent, another one that the law lists?
# 3. Is the purpose new?
# 4. Does another company get it?
# 5. Is it sensitive?
#
# And a sixth, which needs no lawyer: **would she be surprised if she saw the link, and would it harm
# her if somebody at home or at work saw it?** If so, don't make it, or ask her first.

# %% [markdown]
# ## Where it breaks
#
# **Clusters believe every link.** `clusters` doesn't see that two entries of one "customer" have
# different birthdays. Keep every pair with its reason, so that a wrong merge can be undone. Whoever
# makes one row of two can never go back.
#
# **A household is a guess.** Six is a choice, not a law of nature. Students share flats, couples may
# live at two addresses.
#
# **Trees move.** Branches are sold, buyers change jobs. A firm of four levels needs one step more.
#
# **One view can spread one error.** When four lists are one, one wrong address is wrong everywhere,
# and whoever breaks in finds everything.

# %% [markdown]
# ## Key points
#
# - Accepted pairs hang together in clusters. One wrong pair joins two people with all they have.
# - Phone, street and postcode of an office are one witness, not three. Where no line helps, ask.
# - A door isn't a household, and a household doesn't share what one of its members bought.
# - A firm is a tree. Price and bill belong to its top, the chair to who sits on it.
# - Join a customer's contacts over time and across departments; show each desk the part it needs.
# - Link for a clear purpose, on a ground in law, and no further than the purpose needs.

# %% [markdown] role="words"
# ## Words
#
# - **single customer view**: all that a company knows of one customer, in one place, whoever noted it.
# - **cluster**: entries that hang together by accepted pairs, taken for one customer.
# - **chain**: a cluster in which wrong pairs have joined several people.
# - **householding**: finding out which customers live together.
# - **account hierarchy**: the tree of a firm's branches and departments, the owning company at the top.
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
