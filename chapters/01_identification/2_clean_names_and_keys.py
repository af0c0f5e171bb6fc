# %% [markdown]
# # Clean names and keys
#
# The printer is on the phone. By noon he wants to know how many catalogues Wenlan Office needs. Each
# costs 6 yuan with the postage, and nobody wants to send four of them to Maria Chen, who is on all
# four lists.
#
# A colleague had an idea this morning. "Let the computer look for names that stand on two lists, and
# count them once." He tried it with the web shop and the till. You are about to run what he ran.
#
# **Questions** Why does a computer not see that two entries are one person? How much of that can be
# mended by writing everything in one way? What can tell one customer from another for good?
#
# **Afterwards you can** write a recipe that puts names and phone numbers into one form; say what
# cleaning finds and what it destroys; and test whether a column is fit to be a key.
#
# **You need** the lesson First steps, and lesson 1 of this chapter. **It takes** about 35 minutes.

# %%
from customerlab.notebook import bar_chart, explore, picture
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
web = files.data["web"]
till = files.data["till"]

# %% [markdown]
# `isin` asks of every name on the left: is it in the column on the right? `sum` counts the yeses.

# %%
web["name"].isin(till["name"]).sum()

# %% [markdown]
# Nobody. The web shop and the stores have more than three thousand entries each, in one city, and not
# one name stands on both lists. Ask any cashier, and she will laugh.
#
# Look at how the two lists write.

# %%
web["name"].head(6)

# %%
till["name"].head(6)

# %% [markdown]
# You and I read "Maria Chen" and "CHEN MARIA" as one name. A computer compares letter by letter, and
# to it a small a and a capital A are two different letters.

# %%
"Maria Chen" == "CHEN MARIA"

# %% [markdown]
# ## One way of writing
#
# So we write both lists in one way, and then compare. Begin with a single name. `lower` gives the
# same text in small letters.

# %%
name = "CHEN Maria"
name.lower()

# %% [markdown]
# The till puts the family name first, the web shop mostly last. To get rid of the order, we cut the
# name into words and put the words in alphabetical order. `split` cuts at the spaces and gives a list.

# %%
words = name.lower().split()
words

# %% [markdown]
# `sorted` puts a list in order, and `join` makes one text of it again. The text before the dot, here a
# single space, is what goes between the words.

# %%
" ".join(sorted(words))

# %% [markdown]
# Three steps for one name. We don't want to type them 6,000 times, so we give them a name of their
# own. `def` begins a recipe; the word in brackets stands for whatever will be handed to it; `return`
# says what comes out. The lines that belong to the recipe are moved to the right.


# %%
def in_one_form(name):
    words = name.lower().split()
    return " ".join(sorted(words))


# %% [markdown]
# Nothing happened yet. A recipe waits until you hand it something.

# %%
in_one_form("Maria Chen") == in_one_form("CHEN MARIA")

# %% [markdown]
# `apply` hands each value of a column to the recipe and collects what comes out. We keep the result in
# a new column, beside the name as it was written.

# %%
web["clean_name"] = web["name"].apply(in_one_form)
till["clean_name"] = till["name"].apply(in_one_form)
web["clean_name"].head(6)

# %% [markdown]
# No customer was asked for anything. We only agreed on how to write.
#
# How many of the three thousand names of the web shop are also on the till's list, now?
#
# <details><summary>Guess first, then open</summary>
#
# Most people guess a few hundred. Run the next cell.
#
# </details>

# %%
web["clean_name"].isin(till["clean_name"]).sum()

# %% [markdown]
# From none to 2,034, more than half of the list. Which of the steps did it?
#
# **Your turn.** Write a recipe `small` that only makes small letters, and count again with it. Put your
# lines in the place of the dots.

# %%
...

# %% [markdown]
# <details><summary>Compare with mine</summary>
#
# ```python
# def small(name):
#     return name.lower()
#
# web["name"].apply(small).isin(till["name"].apply(small)).sum()
# ```
#
# 426. Most of the work was done by the order of the words.
#
# </details>

# %% [markdown]
# ## Titles and commas
#
# The call centre and the salesmen write politely, and that is a new difficulty. Here are the four
# entries of Maria Chen, as the till, the web shop, the call centre and a salesman wrote her.

# %%
maria = ["CHEN MARIA", "M. Chen", "Ms Chen, Mariah", "Chen Maria (Ms.)"]
for name in maria:
    print(in_one_form(name))

# %% [markdown]
# `for` takes the names from the list one after the other, and does the line below it with each. `print`
# shows the result. No two of the four are equal.
#
# Commas, dots and brackets have to go. `replace` puts one text in the place of another; here a space in
# the place of the comma.

# %%
"Ms Chen, Mariah".replace(",", " ")

# %% [markdown]
# Two spaces stand there now. That does no harm, since `split` cuts at any number of them. But why a
# space, and not simply nothing? Because somebody will type "Chen,Maria", and she would become
# "chenmaria".
#
# Could we take away the titles in the same way? Try it with Drew Yang, who buys in the web shop.

# %%
"drew yang".replace("dr", " ")

# %% [markdown]
# Poor Drew. `replace` doesn't know words, only letters. A title is a whole word, so we have to look at
# the words one by one, and keep those that are no title.

# %%
titles = ["mr", "mrs", "ms", "dr", "prof"]
kept = []
for word in ["ms", "chen", "mariah"]:
    if word not in titles:
        kept = kept + [word]
kept

# %% [markdown]
# Read it aloud: begin with an empty list. For each word, if the word is not in the titles, put it at the
# end of what you kept. What stands below `if` happens only when the answer is yes.
#
# Now everything together, as one recipe.


# %%
def clean_name(name):
    for mark in ",.()":
        name = name.replace(mark, " ")
    kept = []
    for word in name.lower().split():
        if word not in titles:
            kept = kept + [word]
    return " ".join(sorted(kept))


# %% [markdown]
# A text is a row of letters and marks, so `for mark in ",.()"` takes the comma, the dot and the brackets
# one after the other. Now Maria Chen again:

# %%
for name in maria:
    print(clean_name(name))

# %% [markdown] concepts="6"
# Two of the four agree. That is what cleaning can do and what it can't. "M." may be Maria, or Ming, or
# Mei; the agent heard "Mariah" and wrote what she heard. No rule of writing brings these back, and none
# should try. For them lesson 3 asks another question: not whether two names are equal, but how alike.
#
# The aim is larger than a tidy list. Wenlan wants to know a customer at every point where they meet,
# and to link what happened there over the years. Each point of contact has its own way of writing, so
# this is where the linking begins.

# %% [markdown]
# ## Phones
#
# With phone numbers it should be easier: digits are digits.

# %%
web["phone"].isin(till["phone"]).sum()

# %% [markdown]
# This time the computer finds some even before we clean. Who are they?
#
# <details><summary>Guess first, then open</summary>
#
# Think of entries without any phone number. Then run the next cell.
#
# </details>

# %%
web["phone"].isna().sum()

# %% [markdown]
# The same number, and not by chance. These entries have no phone. Some at the till have none either, and
# "nothing" was counted as equal to "nothing". But two customers who keep their number to themselves are
# still two. **A missing value agrees with nobody.** So we look only at entries with a phone.

# %%
web = web[web["phone"].notna()]
till = till[till["phone"].notna()]
web["phone"].isin(till["phone"]).sum()

# %% [markdown]
# None, which is honest. And this is why:

# %%
web["phone"].head(5)

# %%
till["phone"].head(5)

# %% [markdown]
# Spaces, dashes, +86 and 0086 are decoration. We keep the digits. The plan is the one you know from the
# titles: begin with nothing, look at each character, keep it if it is a digit.


# %%
def only_digits(phone):
    digits = ""
    for character in phone:
        if character.isdigit():
            digits = digits + character
    return digits


only_digits("101-2345-6789")

# %% [markdown]
# Now two numbers that make trouble. The first has the country code, the second is on a salesman's card
# and ends with an extension: colleagues share the office phone, and 12 is her desk.

# %%
print(only_digits("+86 101 2345 6789"))
print(only_digits("0574-1123 4567 ext. 12"))

# %% [markdown]
# The first begins with 86, so it equals no number that is written without. The second is worse: the
# digits of the extension have become part of the number, and whoever dials it annoys a stranger.
#
# `split` can cut at any text, not only at spaces, and `[0]` takes the first piece: Python counts from 0.

# %%
card = "0574-1123 4567 ext. 12"
card.split("ext")[0]

# %% [markdown]
# `removeprefix` takes a text off the beginning, if it stands there, and otherwise changes nothing.

# %%
print("8610123456789".removeprefix("86"))
print("10186456789".removeprefix("86"))

# %% [markdown]
# The second number keeps its 86, since it stands in the middle. `replace` would have cut it out, as it
# did with Drew.
#
# One thing more. A missing phone is no text, and a recipe for texts stops with an error when it gets
# one. So the recipe asks first, with `pd.isna`, "is it missing?", and gives a missing value back as it
# came. Then it does no more: `return` ends a recipe.

# %%
import pandas as pd


def clean_phone(phone):
    if pd.isna(phone):
        return phone
    digits = only_digits(phone.split("ext")[0])
    return digits.removeprefix("0086").removeprefix("86")


# %% [markdown]
# A recipe may use another recipe, as this one uses `only_digits`. How many entries of the web shop share
# a phone with an entry of the till, now?

# %%
web["phone"].apply(clean_phone).isin(till["phone"].apply(clean_phone)).sum()

# %% [markdown]
# From none to more than half of them.
#
# Addresses are cleaned in the same way: small letters, "Rd." written out as "road", the "No." taken off.
# Wenlan's data desk has done all this with the four lists and put them into one table. The column
# `channel` says which list an entry comes from.

# %%
clean = files.data["clean"]
clean.head()

# %% [markdown]
# Its names should be those of your recipe. Trust, and check: are all cleaned names of the call centre in
# that table?

# %%
calls = files.data["phone"]
calls["name"].apply(clean_name).isin(clean["name"]).mean()

# %% [markdown]
# 1.0, that is all of them. (`mean` of yes and no is the share of yes.)
#
# ## The printer calls again
#
# `duplicated` marks every entry whose name has already appeared above it. These are the catalogues that
# we would save by sending one to each name.

# %%
saved = clean["name"].duplicated().sum()
saved

# %%
saved * 6

# %% [markdown]
# More than 26,000 yuan, for a morning's work. Before you call the printer, look at one name.

# %%
clean[clean["name"] == "jie liu"]

# %% [markdown]
# One name, so one catalogue for all of them. But look at the birthdays and the streets. How many people
# called Liu Jie do you count?
#
# <details><summary>Guess first, then open</summary>
#
# There are five different birthdays, so most likely five people, and they live in five different streets.
# One catalogue goes out, and four customers get none. They will not complain; they will just not order.
#
# </details>
#
# It is no rare case. We count the different birthdays of each name.

# %%
birthdays = clean.groupby("name")["birthday"].nunique()
birthdays = birthdays.sort_values(ascending=False)
bar_chart(
    birthdays.head(10),
    title="The ten most shared names have four or five birthdays each",
    x="cleaned name",
    y="different birthdays among the entries",
    alt="Bars for the ten names with most birthdays: two names have five, the others four.",
)

# %%
(birthdays > 1).sum()

# %% [markdown]
# So many names have two birthdays or more. Some are slips of the pen, but most are two people, and among
# the customers whose birthday nobody wrote down there are more.
#
# Names fail in both directions. One person has several names: Maria Chen still has three. And one name
# has several people. Exact matching makes both mistakes, and its result shows neither.

# %% [markdown] concepts="6, 11"
# ## What is a key?
#
# A **key** is a column by which you find one customer and no other. It has to be three things:
# *filled* for everybody, *unique* to one customer, and *stable* for years. One customer, seen as one by
# every department, is what this chapter is after, and without a key there is nothing to hold it
# together.
#
# Names are filled, but not unique. What about phone and e-mail? Filled first.

# %%
print(clean["phone"].notna().mean())
print(clean["email"].notna().mean())

# %% [markdown]
# Nearly all entries have a phone, but fewer than half have an e-mail address: a cashier seldom asks for
# one. Is a phone unique? We count the different names on each number, and then how many numbers have one name, two, and so on.

# %%
names_on_phone = clean.groupby("phone")["name"].nunique()
bar_chart(
    names_on_phone.value_counts(),
    title="Hundreds of phone numbers stand beside more than one name",
    x="different names on one phone number",
    y="phone numbers",
    alt="Bars: 4,200 phone numbers have one name, 700 have two, and about 50 three or four.",
)

# %% [markdown]
# Some of these are one person, written in two ways. Some are not. On Monday Maria Chen phoned about an
# invoice, and the call centre noted the number that called. Who else has it?

# %%
clean[clean["phone"] == "057419326800"]

# %% [markdown]
# Maria twice, and Tang Wenmei, a colleague. They share an office phone, as families share the one at home.
# Whoever takes the phone for a key sends Maria's invoice to the desk next to hers.
#
# And is a phone stable? Look at the two entries whose name is Maria's.

# %%
clean[clean["name"] == "chen maria"]

# %% [markdown]
# One person and two numbers, her mobile's and her office's. When she changes her job or her contract, she
# will have a third. It is the same with e-mail addresses.
#
# Name, phone and e-mail are facts about a person, and facts change or are shared. A key that is made of
# them is called a *natural key*. The way out is a number that means nothing and that the company gives
# itself: a **customer number**, or *surrogate key*. It says nothing about Maria Chen, and so it can stay
# the same when she moves, marries, changes her job, or asks to be called Mia.
#
# Wenlan has such numbers, in the column `entry`. But each list gives its own, so they number entries,
# not people. To give every customer one number, somebody has to decide which entries are one customer.
# That decision is the work of lesson 3, and the customer numbers come in lesson 4.

# %% [markdown]
# ## Play
#
# Both mistakes cost Wenlan money. Two people taken for one: 40 yuan, since each sees the other's orders,
# and somebody writes an apology. One person left as two: 6 yuan, for a second catalogue and a silly
# welcome letter.
#
# The panel plays a month of the four lists. Every pair of entries has a weight: the more they agree, the
# higher. Lesson 3 says where it comes from; here you only choose the weight from which two entries become
# one customer. At 40 no two agree enough, and nobody is merged. That is Wenlan this morning, when no name
# and no phone of one list was found on another.

# %%
picture(files, files.Plan(merge_from=40))

# %% [markdown]
# Now try yourself. The second slider is for a clerk who looks at doubtful pairs. Keep it equal to the
# first, and there is no clerk; to go down, move the second one first.
#
# **Your task.** Find two weights: one at which the month is as cheap as you can make it, and one at which
# merging costs *more* than merging nobody. Which of the two mistakes is it that ruins the second?

# %%
explore(files)

# %% [markdown]
# <details><summary>Try first, then open</summary>
#
# Far to the left the computer merges at the least sign of agreement, as we did when we took one name for
# one person. The false merges then cost more than all the catalogues that were saved. Merging carelessly
# is worse than not merging.
#
# </details>

# %% [markdown]
# ## Where it breaks
#
# **Cleaning destroys.** Li can be a family name and a given name, and so can Yang. To us, Li Yang and
# Yang Li are two people. To the recipe they are one:

# %%
clean_name("Li Yang") == clean_name("Yang Li")

# %% [markdown]
# Each step that brings together what belongs together also brings together some of what doesn't. So the
# raw column stays, next to the clean one, and nobody overwrites it.
#
# **The clean name is for comparing, not for the envelope.** "chen maria" is rude, and whoever wrote "Dr."
# on a card wants to read it again. A customer chose how she is called, in which order, and with which
# hyphen. Wenlan writes to her as she wrote herself.
#
# **Rules for names belong to a culture.** Mia may be Maria, but she may also simply be Mia. The same
# Chinese family name is written Zhang in Beijing, Cheung in Hong Kong and Teo in Singapore. In other
# countries people have one name only, or two family names. A table of nicknames that helps in one place
# does damage in another, so we clean away no nickname. We compare them later, as one piece of evidence
# among several.
#
# **Rules for phones belong to a country.** Ours takes 86 off every number that begins with it. A foreign
# customer's number would be cut as well, if it happened to begin so.
#
# **The law sets limits.** The number of the identity card would be filled, unique and stable: the perfect
# key. But nobody needs it to send a catalogue. China's Personal Information Protection Law asks for a clear and
# reasonable purpose, and allows collecting only the minimum that the purpose needs (article 6). And it
# asks for care that wrong or incomplete data do no harm to people (article 8). Keep to what you are sure
# of. A birthday that you guess, or an e-mail address that you complete, is not cleaned but invented.

# %% [markdown]
# ## Key points
#
# A computer compares letter by letter, so write everything in one way before you compare.
#
# A recipe (`def` … `return`) is written once and applied to a whole column.
#
# Cleaning raises what exact matching finds from nothing to more than half. It doesn't bring back
# initials, nicknames and misheard names, and it makes some different people equal.
#
# A missing value agrees with nobody.
#
# A key is filled, unique and stable. Names, phones and e-mail addresses are not; a customer number is,
# once somebody has decided who is one customer.

# %% [markdown] role="words"
# ## Words
#
# - **cleaning**: writing the values of a column in one form, so that equal things look equal.
# - **recipe**: steps with a name, written with `def`; programmers say function.
# - **missing value**: a place where nothing was written; it agrees with no other.
# - **exact matching**: taking two entries for one customer when a value is equal in both.
# - **key**: a column that finds one customer and no other: filled, unique and stable.
# - **natural key**: a key made of facts about the person, such as name and phone.
# - **surrogate key**: a number without meaning, given by the company: a customer number.
# - **data minimisation**: using no more personal data than the purpose needs.

# %% [markdown]
# ## Read on
#
# Richard Ishida, [Personal names around the world](https://www.w3.org/International/questions/qa-personal-names)
# (W3C): how people are called elsewhere, and what follows for a form. Twenty minutes that change how you
# look at the field "surname".
#
# Peter Christen, *Data Matching* (Springer 2012), chapter 3: cleaning in full, with the rules that
# national statistical offices use.
#
# The [Personal Information Protection Law](http://en.npc.gov.cn.cdurl.cn/2021-12/29/c_694559.htm) in
# English, articles 5 to 9: two pages of principles that a marketer can read without a lawyer.
