# %% [markdown]
# # Clean names and keys
#
# In lesson 1.1 you looked behind the curtain: Wenlan's 9,300 entries are fewer than half as many people.
# A real company has only its lists, and Maria Chen is on all four. Each catalogue too many costs 5 yuan.
#
# A colleague has an idea. "Let the computer look for names that stand on two lists, and count them once."
# He tried it with the web shop and the till. You are about to run what he ran.
#
# **Questions** Why doesn't a computer see that two entries are one person? How much can clean writing
# mend? What tells one customer from another for good?
#
# **Afterwards you can** write a recipe that puts names and phone numbers into one form; say what
# cleaning finds and what it destroys; and test whether a column is fit to be a key.
#
# **You need** lessons 0.1 and 1.1. **It takes** about 45 minutes.

# %%
from customerlab.notebook import explore, picture
from customerlab.simulations import ChannelFiles

files = ChannelFiles(seed="wenlan")
web = files.data["web"]
till = files.data["till"]

# %% [markdown]
# `isin` asks of every name on the left: is it in the column on the right? `sum` counts the yeses.

# %%
web["name"].isin(till["name"]).sum()

# %% [markdown]
# Nobody. More than three thousand entries on each list, in one city, and not one name on both. Look at
# how they write. (The grey last line is for programmers.)

# %%
web["name"].head()

# %%
till["name"].head()

# %% [markdown]
# A computer compares letter by letter, and to it a small a and a capital A are two different letters.

# %%
"Maria Chen" == "CHEN MARIA"

# %% [markdown]
# ## One way of writing
#
# So we write all names in one way before we compare. `lower` gives the same text in small letters, and
# `split` cuts it at the spaces into a list of words.

# %%
name = "CHEN Maria"
words = name.lower().split()
words

# %% [markdown]
# The till puts the family name first, the web shop mostly last. `sorted` puts the words in alphabetical
# order. `join` makes one text of them again; before its dot stands what goes between the words, here a
# space.

# %%
" ".join(sorted(words))

# %% [markdown]
# Nobody wants to type this 6,000 times. So we make a *recipe* of it, with a name of its own. `def` begins
# it. The word in brackets stands for whatever will be handed in. `return` says what comes out.
#
# Don't forget the colon. The lines below it stand four spaces to the right: press the Tab key. If they
# don't, the message is `IndentationError`.


# %%
def in_one_form(name):
    words = name.lower().split()
    return " ".join(sorted(words))


# %% [markdown]
# Nothing happened yet. A recipe waits until you hand it something.

# %%
in_one_form("Maria Chen") == in_one_form("CHEN MARIA")

# %% [markdown]
# `apply` hands each value of a column to the recipe and collects what comes out. We keep it in a new
# column.

# %%
web["clean_name"] = web["name"].apply(in_one_form)
till["clean_name"] = till["name"].apply(in_one_form)
web["clean_name"].head()

# %% [markdown]
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
# **Your turn.** Write a recipe `small` that only makes small letters. Apply it to both columns `"name"`,
# and count again.

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
# You have 3250, the whole list? Then `return` is missing: for every name nothing came out, and nothing was
# equal to nothing.
#
# </details>

# %% [markdown]
# ## Titles and commas
#
# Here is Maria Chen, as the till, the web shop, the call centre and a salesman wrote her. `for` takes the
# names from the list one after the other, and does with each what stands below it, to the right. `print`
# shows the result.

# %%
maria = ["CHEN MARIA", "M. Chen", "Ms Chen, Mariah", "Chen Maria (Ms.)"]
for name in maria:
    print(in_one_form(name))

# %% [markdown]
# No two are equal. Commas, dots and brackets have to go. `replace` puts one text in the place of another,
# here a space in the place of the comma.

# %%
"Ms Chen, Mariah".replace(",", " ")

# %% [markdown]
# Two spaces do no harm: `split` cuts at any number of them. With nothing in the comma's place, `""`, a
# hasty "Chen,Maria" would become "chenmaria".
#
# Could we take away the titles in the same way? Try it with Drew Yang.

# %%
"drew yang".replace("dr", " ")

# %% [markdown]
# Poor Drew. `replace` knows letters, not words. So we look at the words one by one, and keep those that are
# no title.

# %%
titles = ["mr", "mrs", "ms", "dr", "prof"]
kept = []
for word in ["ms", "chen", "mariah"]:
    if word not in titles:
        kept = kept + [word]
kept

# %% [markdown]
# Read it aloud: begin with an empty list. For each word: if it is not in the titles, put it at the end of
# what you kept. What stands below `if` happens only when the answer is yes.
#
# Now everything in one recipe. A text is a row of characters, so `for mark in ",.()"` takes the comma, the
# dot and the brackets one after the other.


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
# Maria Chen again:

# %%
for name in maria:
    print(clean_name(name))

# %% [markdown] concepts="6"
# Two of the four agree. No rule of writing brings the others back: "M." may be Maria, or Ming, or Mei, and
# the agent wrote what she heard. For them lesson 1.3 asks another question: not whether two names are
# equal, but how alike.
#
# The aim is larger than a tidy list. Wenlan wants to know a customer at every point where they meet, and
# to link what happened there over the years. Each point writes in its own way, so linking begins here.

# %% [markdown]
# ## Phones
#
# With phone numbers it should be easier: digits are digits.

# %%
web["phone"].isin(till["phone"]).sum()

# %% [markdown]
# This time the computer finds some before we clean. Who are they?
#
# <details><summary>Guess first, then open</summary>
#
# Think of entries without any phone number. Then run the next cell.
#
# </details>

# %%
web["phone"].isna().sum()

# %% [markdown]
# The same number, and not by chance. Some at the till have no phone either, and "nothing" was counted as
# equal to "nothing". But two customers who keep their number to themselves are still two. **A missing
# value agrees with nobody.** So we look only at entries with a phone.

# %%
web = web[web["phone"].notna()]
till = till[till["phone"].notna()]
web["phone"].isin(till["phone"]).sum()

# %% [markdown]
# None. And this is why:

# %%
print(web["phone"].head(4))
print(till["phone"].head(4))

# %% [markdown]
# We keep the digits. The plan is the one you know from the titles: begin with nothing, look at each
# character, and if it is a digit, put it at the end. `+` joins two texts.


# %%
def only_digits(phone):
    digits = ""
    for character in phone:
        if character.isdigit():
            digits = digits + character
    return digits


# %% [markdown]
# Two numbers make trouble. One has the country code. One is from a salesman's card and ends with an
# extension: the office shares a phone, and 12 is one desk.

# %%
print(only_digits("+86 101 2345 6789"))
print(only_digits("0574-1123 4567 ext. 12"))

# %% [markdown]
# The first equals no number that is written without 86. The second is worse: 12 has become part of the
# number, and whoever dials it annoys a stranger.
#
# `split` can cut at any text, not only at spaces, and `[0]` takes the first piece: Python counts from 0.

# %%
"0574-1123 4567 ext. 12".split("ext")[0]

# %% [markdown]
# For the country code, `removeprefix` takes a text off the beginning, if it stands there.

# %%
print("8610123456789".removeprefix("86"))
print("10186456789".removeprefix("86"))

# %% [markdown]
# The second keeps its 86, since it stands in the middle. `replace` would have cut it out, as with Drew.
#
# Sometimes you only want to ask. `startswith` asks whether a text begins with another. `len` counts the
# characters of a text. Each line below answers True or False, so it can stand behind `if`.

# %%
print("57411234567".startswith("574"))
print(len("57411234567") < 7)

# %% [markdown]
# Last trap: a missing phone is no text, and a recipe for texts stops with an error when it gets one. So
# `pd.isna` asks first: is it missing? If so, the recipe gives back `None`, Python's word for nothing.
# (`return phone` would give back the missing value as it came, which is as good.) A recipe ends at the
# first `return` that it meets.

# %%
import pandas as pd


def clean_phone(phone):
    if pd.isna(phone):
        return None
    digits = only_digits(phone.split("ext")[0])
    return digits.removeprefix("0086").removeprefix("86")


# %% [markdown]
# A recipe may use another one, as this uses `only_digits`. How many phones of the web shop are also at the
# till, now?

# %%
web["phone"].apply(clean_phone).isin(till["phone"].apply(clean_phone)).sum()

# %% [markdown]
# From none to more than half of them.
#
# ## One catalogue for each name?
#
# The table `"clean"`, which you know, holds all four lists, cleaned like this. `duplicated` marks every
# entry whose name has already appeared above it: the catalogues that we would save by sending one to each
# name.

# %%
clean = files.data["clean"]
saved = clean["name"].duplicated().sum()
saved

# %% [markdown]
# And in yuan? A recipe may take several things, with commas between. Hand them over in the same order.


# %%
def cost(catalogues, price):
    return catalogues * price


cost(saved, 5)

# %% [markdown]
# More than 23,000 yuan. Before you tell anybody, look at one name.

# %%
clean[clean["name"] == "jie liu"]

# %% [markdown]
# One name, so one catalogue. But look at the birthdays. How many people called Liu Jie do you count?
#
# <details><summary>Guess first, then open</summary>
#
# There are five different birthdays, so most likely five people. One catalogue goes out, and four customers
# get none. They won't complain; they just won't order.
#
# </details>
#
# How many names have more than one birthday?

# %%
birthdays = clean.groupby("name")["birthday"].nunique()
(birthdays > 1).sum()

# %% [markdown]
# A few of these are slips of the pen, but most are two people or more.
#
# Names fail in both directions. One person has several names: Maria Chen still has three. One name has
# several people. Exact matching makes both mistakes, and its result shows neither.

# %% [markdown] concepts="6, 11"
# ## What is a key?
#
# A **key** is a column by which you find one customer and no other. It has to be *filled* for everybody,
# *unique* to one customer, and *stable* for years. Without a key, nothing holds together what each
# department knows of a customer.
#
# Names are filled, but not unique. E-mail isn't filled: you saw in lesson 0.1 that fewer than half of the
# entries have an address. Nearly all have a phone. Is a phone unique? On how many numbers is there more
# than one name?

# %%
names_on_phone = clean.groupby("phone")["name"].nunique()
(names_on_phone > 1).sum()

# %% [markdown]
# Some of these are one person, written in two ways. Some are not. On Monday Maria Chen phoned about an
# invoice, and the call centre noted the number that called. Who else has it?

# %%
clean[clean["phone"] == "057419326800"]

# %% [markdown]
# Maria twice, and Tang Wenmei, a colleague. They share an office phone, as families share the one at home.
# Whoever takes the phone for a key sends Maria's invoice to the desk next to hers.
#
# And is a phone stable? Look at the entries under Maria's name.

# %%
clean[clean["name"] == "chen maria"]

# %% [markdown]
# Two numbers, her mobile's and her office's. With the next job she will have a third.
#
# Name, phone and e-mail are facts about a person, and facts change or are shared. A key made of them is
# called a *natural key*. The way out is a number that the company gives itself: a **customer number**, or
# *surrogate key*. It says nothing about Maria Chen, and so it can stay the same when she moves or marries.
#
# The numbers in the column `entry` won't do: each list gives its own, so they number entries, not people.
# First somebody has to decide which entries are one customer. That is the work of lessons 1.3 and 1.4; the
# customer numbers come in lesson 1.5.

# %% [markdown]
# ## Play
#
# Both mistakes cost money, as in lesson 1.1: 40 yuan where two people are taken for one, 6 yuan where one
# person is left as two.
#
# Every pair of entries has a weight: the more they agree, the higher. Where it comes from, and where to
# draw the line, are lessons 1.3 and 1.4. Here you only try from which weight two entries become one
# customer. At 40 nobody is merged:

# %%
picture(files, files.Plan(merge_from=40))

# %% [markdown]
# Now move `merge_from`. `review_from` goes along with `merge_from` as long as both stand at the same place:
# then there is no clerk. Move it down, and a clerk looks at the pairs in between. Do without her at first.
#
# **Your task.** Find two weights: one at which the month is as cheap as you can make it, and one at which
# merging costs *more* than merging nobody. Which of the two mistakes ruins the second?

# %%
explore(files)

# %% [markdown]
# <details><summary>Try first, then open</summary>
#
# Without a clerk, the cheapest places lie between 4.5 and 7: about 8,000 yuan, where merging nobody costs
# 30,576. From −1 downwards the month costs more than 60,000. There the computer merges at the least sign of
# agreement, as we did with the Liu Jies, and false merges ruin the month. Merging carelessly is worse than
# not merging.
#
# </details>

# %% [markdown]
# ## Where it breaks
#
# **Cleaning destroys.** Li can be a family name and a given name, and so can Yang. Li Yang and Yang Li are
# two people. To the recipe they are one:

# %%
clean_name("Li Yang") == clean_name("Yang Li")

# %% [markdown]
# So the raw column stays, next to the clean one. And the clean name is for comparing, not for the
# envelope: "chen maria" is rude. Wenlan writes to her as she wrote herself.
#
# **Rules belong to a country.** The same Chinese family name is written Zhang in Beijing, Cheung in Hong
# Kong and Teo in Singapore. Mia may be Maria, or simply Mia. And a foreign phone number that happens to
# begin with 86 would be cut as well.
#
# **The law sets limits.** The number of the identity card would be filled, unique and stable: the perfect
# key. But nobody needs it to send a catalogue. China's Personal Information Protection Law allows
# collecting only the minimum that the purpose needs (article 6), and asks for care that wrong data do no
# harm to people (article 8). A birthday that you guess is not cleaned but invented.

# %% [markdown]
# ## Key points
#
# - A computer compares letter by letter, so write everything in one way before you compare.
# - A recipe (`def` … `return`) is written once and applied to a whole column.
# - Cleaning raises what exact matching finds from nothing to more than half. It doesn't bring back initials
#   and misheard names, and it makes some different people equal.
# - A missing value agrees with nobody.
# - A key is filled, unique and stable. Names, phones and e-mail addresses are not. A customer number is, once
#   somebody has decided who is one customer.

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
# - Richard Ishida, [Personal names around the world](https://www.w3.org/International/questions/qa-personal-names)
#   (W3C): how people are called elsewhere, and what follows for a form.
# - Peter Christen, *Data Matching* (Springer 2012), chapter 3: cleaning in full, with the rules that
#   national statistical offices use.
# - The [Personal Information Protection Law](http://en.npc.gov.cn.cdurl.cn/2021-12/29/c_694559.htm) in
#   English, articles 5 to 9: principles that a marketer can read without a lawyer.
