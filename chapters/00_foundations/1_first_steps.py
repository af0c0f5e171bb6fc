# %% [markdown]
# # First steps: ask the data
#
# Monday, half past eight, your first week at Wenlan Office, a shop for office supplies. At ten your
# manager wants three answers. Which department talks most with our customers? Who orders most? And
# how many of the customers on our lists can we write an e-mail to?
#
# The answers lie in lists of thousands of lines. You could scroll until noon. Or you can ask: a line
# or two in a language called Python is enough for each answer.
#
# **Questions** How do I look at a table, pick lines from it, count, add up and draw? What do I do when
# something goes wrong?
#
# **Afterwards you can** answer a question about customers with a filter, a group and a chart, and say
# what an error message wants from you.
#
# **You need** nothing. You need not have programmed before.
#
# **It takes** about 40 minutes.
#
# ## Run a cell
#
# This page is a *notebook*. Text like this is for you. The grey boxes are *cells*: they are for the
# computer. Click on this text, hold down Shift and press Enter: you come to the next cell. Press again:
# that cell *runs*, and you come to the one after it. The first is folded up and sets things up; the second
# takes a few seconds.

# %%
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
contacts = files.data["contacts"]
contacts.head()

# %% [markdown]
# There it is: the log of what happened between Wenlan and its customers in one year. Each line is one
# contact: the day, the department, the entry on a customer list, what happened, and for how many yuan was
# ordered. The first number only counts the lines, from 0. `NaN` means that nothing is written there: no
# order, no amount.
#
# **Now you.** Write 12 between the last two round brackets, so that the line reads `contacts.head(12)`,
# and run the cell again. Twelve lines: you have changed a program, and it did what you said.

# %% [markdown]
# ## Names
#
# What did the cell say? Line by line:
#
# `from … import …` fetches a tool by its name from the course's tool box. You need not know such a line by
# heart.
#
# `files = …` makes Wenlan's files and gives them a *name*. The `=` means "shall be called". Text such as
# `"wenlan"` stands in quotation marks; names don't.
#
# `files.data["contacts"]` opens the drawer `"contacts"` in the cabinet `files.data`. The dot means
# "of": the data of the files.
#
# `contacts.head()` asks the table for its head, the first five lines. The round brackets say "do it",
# and may hold how: 12 lines. The table itself stays as it was.
#
# The last line of a cell is shown below it. To see another one as well, write it into `print()`. How long is
# the log?

# %%
len(contacts)

# %% [markdown]
# `len` is short for length, and counts the lines. About nine thousand: no more scrolling.
#
# Now a name and a number of your own. What stands behind `#` is a note for people; the computer skips
# it.

# %%
minutes_a_contact = 4
round(len(contacts) * minutes_a_contact / 60)  # hours in a year

# %% [markdown]
# Multiply is `*`, divide is `/`, and `round()` takes off the decimals that nobody reads. If each contact
# takes four minutes, Wenlan spends about 600 hours a year on them. Change the 4 to what you believe, and
# run the cell again.

# %% [markdown]
# ## A column: which department talks most?
#
# The manager's first question. Square brackets behind a table pick one column of it, and `.value_counts()`
# counts how often each value occurs in it. Four departments talk with customers: marketing, web, call centre
# and sales. In which order do you expect them?
#
# <details><summary>Guess first, then open</summary>
#
# Most people begin with the call centre or the sales force, since talking is their job. The next cell knows
# better.
#
# </details>

# %%
contacts["department"].value_counts()

# %% [markdown]
# The web shop, just ahead of marketing. The sales force has the fewest contacts by far: the first answer for
# ten o'clock. (The last line, with `dtype`, is for programmers. Skip it, here and everywhere.)
#
# A picture says it faster. `bar_chart` draws a bar for each line. It wants a title that says what was
# found, a name for each axis, and in `alt` a sentence for those who can't see the picture.

# %%
from customerlab.notebook import bar_chart

bar_chart(
    contacts["department"].value_counts(),
    title="The web shop has the most contacts, the sales force the fewest",
    x="department",
    y="contacts in a year",
    alt="Bars: web and marketing about 3,000 contacts each, call centre 2,300, sales 500.",
)

# %% [markdown]
# Two columns at once? Hand over a *list*: several values in square brackets, with commas between them.

# %%
contacts[["date", "event"]].head(3)

# %% [markdown]
# **Your turn.** What did customers do most often? Count the values of the column `"event"`. The three
# dots below stand for "nothing yet" in Python: put your line in their place.

# %%
...

# %% [markdown]
# <details><summary>Compare with mine</summary>
#
# ```python
# contacts["event"].value_counts()
# ```
#
# The loyalty card in the store is first, then orders of paper and of ink. At the very bottom is a letter that
# was sent only once: "we have missed you". You will meet the woman who got it.
#
# A heap of text that begins with `<bound method`? Then the round brackets at the end are missing: you named
# the tool and didn't say "do it".
#
# </details>

# %% [markdown]
# ## A filter: who ordered furniture?
#
# A filter keeps some lines and leaves the others out. Between the square brackets stands the condition:
# the event *is equal to* "ordered furniture". Asking "is equal?" takes two signs, `==`, because one `=`
# already means "shall be called".

# %%
furniture = contacts[contacts["event"] == "ordered furniture"]
furniture.head()

# %% [markdown]
# `contacts` is as long as before; the lines that passed are in a table of their own, `furniture`. An empty
# table? Check spelling and capitals: `"Ordered furniture"` finds nothing.
#
# How many orders, and for how many yuan each? `.mean()` is the average of a column.

# %%
len(furniture)

# %%
round(furniture["amount"].mean())

# %% [markdown]
# Besides `==` there are `!=` (is not), `>` (more than) and `<` (less than). Two conditions are joined by
# `&`, which means "and"; each then stands in round brackets of its own.

# %%
large = contacts[(contacts["department"] == "web") & (contacts["amount"] > 1500)]
large.head()

# %% [markdown]
# **Your turn.** How many orders of the department `"sales"` are worth more than 5,000 yuan? (In Python,
# write 5000, without the comma.)

# %%
...

# %% [markdown]
# <details><summary>Compare with mine</summary>
#
# ```python
# len(contacts[(contacts["department"] == "sales") & (contacts["amount"] > 5000)])
# ```
#
# Eleven. Did it turn red? Look for round brackets around each condition, and for 5000 without a comma.
#
# </details>

# %% [markdown]
# ## A group: who orders most?
#
# The second question. First in small, so that you can check it in your head. Maria Chen is a customer of
# the web shop, and `files.maria["web"]` is the number of her entry there. All that happened with it:

# %%
one = contacts[contacts["entry"] == files.maria["web"]]
one

# %% [markdown]
# Now make a pile for each event, and add up the yuan on each pile:

# %%
one.groupby("event")["amount"].sum()

# %% [markdown]
# `.groupby("event")` makes the piles, `["amount"]` says what to look at, `.sum()` adds up. Check the ink:
# two orders of 358 yuan make 716. A voucher brings no yuan by itself. (Why somebody who orders since April
# gets a voucher for *new* customers is a good question. Chapter 1 begins with it.)
#
# The same for all contacts, with a pile for each department. The sales force has 5 of 100 contacts. How
# many of 100 yuan come from it: fewer than 5, about 5, more?
#
# <details><summary>Guess first, then open</summary>
#
# About 30. Its contacts are few, but an order for furniture is large.
#
# </details>

# %%
yuan = contacts.groupby("department")["amount"].sum()
round(yuan / yuan.sum(), 2)  # to two decimals

# %% [markdown]
# Nearly a third of all yuan comes from the department with the fewest contacts. Counting contacts and adding up
# yuan are two questions, and they have two answers. Ask your manager which of the two was meant.
#
# Now who orders most: a pile for each entry. `.sort_values()` puts the lines in order, the smallest
# first; with `ascending=False` the largest comes first.

# %%
by_entry = contacts.groupby("entry")["amount"].sum()
by_entry.sort_values(ascending=False).head()

# %% [markdown]
# All five begin with an S: they are on the list of the sales force. That is the second answer.
#
# If you only want to know how many lines are on each pile, take `.size()`:

# %%
contacts.groupby("entry").size().sort_values(ascending=False).head()

# %% [markdown]
# Not one of these five is among the five who order most. Who talks most and who orders most are not the
# same people.

# %% [markdown]
# ## What is missing: who can get an e-mail?
#
# The third question is about the customer lists. Wenlan keeps four. The till's loyalty cards belong to
# marketing, the phone list to the call centre, and the web shop and the sales force have one each. The drawer
# `"clean"` holds all four in one table.

# %%
lists = files.data["clean"]
lists.head()

# %% [markdown]
# The column `email` is full of `NaN`. `.notna()` asks of each line "is something written here?" and
# answers True or False. Of such a column, `.sum()` gives the number of True, and `.mean()` their *share*, from 0
# to 1. Times 100, that is how many of a hundred.

# %%
round(100 * lists["email"].notna().mean())

# %% [markdown]
# Fewer than half. (`.isna()` asks the other way round: is it missing?) Is it the same on each list? We
# write the answers into a new column of our table, and group by it.

# %%
lists["has_email"] = lists["email"].notna()
lists.groupby("channel")["has_email"].mean()

# %% [markdown]
# Every entry of the web shop has an address, and hardly any on the phone list. The third answer: 46 of 100
# entries, and which ones depends on the door they came through.
#
# A new column can also be computed. If Wenlan keeps a quarter of each order as margin:

# %%
contacts["margin"] = contacts["amount"] * 0.25
contacts.head(3)

# %% [markdown]
# One last tool. `.nunique()` counts how many *different* values a column has:

# %%
contacts["entry"].nunique()

# %% [markdown]
# So many entries had at least one contact last year. Entries, mind you, not customers: whether two
# entries are one person, no list says. That is what chapter 1 is about.

# %% [markdown]
# ## When it goes wrong
#
# Sooner or later something turns red. That is no reproach; it is an answer, and it says what to do. Make
# a mistake on purpose: in the cell below, take one letter out of the word `contacts`, and run it.

# %%
contacts["event"].nunique()

# %% [markdown]
# Read the *last line* first. It says `NameError: name 'contcts' is not defined`: no such name. Either it
# is misspelt, or the cell that makes it has not been run. Put the letter back.
#
# Seven messages make up most of what you will meet:
#
# | The last line has | It means | Do this |
# |---|---|---|
# | `NameError` | I don't know this name. | Look at its spelling; run the cells above. |
# | `KeyError: 'evnt'` | There is no column of that name. | Look at `contacts.head()`. |
# | `AttributeError … 'hed'` | I have no such tool. | Look at the spelling after the dot. |
# | `SyntaxError` | I can't read this line. | Count brackets and quotation marks: each that opens must close. |
# | `TypeError` | I can't join or compare these. | Round brackets around each condition; no quotation marks around numbers. |
# | `… dtype: bool, 0)` | With its comma, 5,000 is two numbers to me. | Write 5000. |
# | `ValueError … ambiguous` | I can't take a whole column for one yes or no. | Write `&`, not `and`. |
#
# If you have lost track, choose *Kernel*, then *Restart Kernel and Run All Cells…* in the menu. The
# computer forgets everything and runs the page from the top. `[*]` beside a cell means that it
# is still at work.
#
# You can break nothing. Each look into a drawer gives you a fresh copy, and *File*, *Revert Notebook to
# Checkpoint…* brings the page back as it was last saved.
#
# One kind of mistake turns nothing red: a right answer to a wrong question. "Who talks most" was not
# "who orders most", and an entry is not a customer. Say in words what a line counts before you
# carry it upstairs.

# %% [markdown]
# ## Key points
#
# - A column shows what there is, a filter keeps the lines you want, a group makes piles and adds them up.
# - The sales force has 5 % of Wenlan's contacts and nearly a third of its yuan: counting and adding up
#   answer two questions.
# - `NaN` is an answer, too: it shows what nobody asked the customer.
# - An error message is read from its last line.

# %% [markdown] role="words"
# ## Words
#
# - **notebook**: a page of text and cells that one can run.
# - **cell**: a box with a few lines for the computer; Shift and Enter run it.
# - **table**: lines and columns, as on a sheet; each column has a name.
# - **filter**: a condition that keeps some lines of a table and leaves the others out.
# - **group**: the lines of a table put on piles by the value of one column, to count or to add up.
# - **NaN**: "not a number", the mark of a value that is missing.
# - **entry**: one line on one of Wenlan's customer lists; a customer can have several.

# %% [markdown]
# ## Read on
#
# - The next step is chapter 1, lesson 1. It asks with what you have seen here; the few tools of its own, it
#   explains.
# - If you would like more examples at this pace: *Computational and Inferential Thinking*, the free
#   textbook of Berkeley's course Data 8 (inferentialthinking.com). Its tables are written a little
#   differently.
