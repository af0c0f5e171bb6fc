# %% [markdown]
# # Exercises: Identification
#
# Four lists, one company, and nobody knows who is who. In these exercises you put Wenlan's customers
# in order: you clean what was typed in haste, decide which entries are one person, and answer for
# what the merging costs.
#
# Each exercise says what to store under which name. Write your lines where the comment tells you to,
# put your answer in place of the dots, and run the cell. Then run the cell below it: it tells you at
# once what is right, what isn't, and how many points you have. You may try as often as you like.
#
# Stuck? Open the hints, one at a time. You don't need the button *Validate*: the cell below each exercise
# says more.
#
# **To hand in** in a class: *File*, *Save Notebook*, then *File*, *Download*. Send the file under its name,
# `exercises.ipynb`.

# %%
import pandas as pd

from customerlab.market.randomness import market_seed
from customerlab.notebook import check
from customerlab.simulations import ChannelFiles

files = ChannelFiles(market_seed())
files.data["clean"].head()

# %% [markdown]
# ## Lesson 1 · Who is the customer?

# %% [markdown] role="prompt" exercise="who_is_the_customer"
# ### Who is the customer?
#
# Five short questions. Store one letter for each, in quotation marks, such as `question_1 = "a"`.
# Each is worth one point.
#
# **1.** On Monday Maria Chen phones about an invoice. On Tuesday the web shop sends her a voucher for
# new customers. The till has had her birthday for years. Which duty of identification failed?
#
# - **a.** Ask every customer for more data at every contact.
# - **b.** Link what one customer does, over time and across all departments.
# - **c.** Decide who the customer is when the customer is a firm.
# - **d.** Work out what each customer is worth.
#
# **2.** Wenlan prints a thick catalogue. With postage, each costs 5 yuan. For this decision, who is "one
# customer"?
#
# - **a.** Each entry on a list.
# - **b.** Each person.
# - **c.** Each master agreement.
# - **d.** Each household, and each office of a firm.
#
# **3.** The sales force has time for one visit. Which firm is the best potential customer?
#
# - **a.** It has bought from the same rival for six years, pays on time, and asks about deliveries to
#   the office that it opens next year.
# - **b.** Its size and its spending are just those of the average customer.
# - **c.** It signs today if Wenlan is cheaper than everybody else.
# - **d.** It is three times as big as the others, and has not paid two other suppliers for four months.
#
# **4.** In the last twelve months a buyer ordered in eleven of them, from six product groups, one order
# in four on a promotion. Her margin was 880 yuan, after 900 in the year before. She is
#
# - **a.** a transactional buyer.
# - **b.** a relational buyer who is lapsing.
# - **c.** a relational buyer who stays.
# - **d.** neither: first we need her age and income.
#
# **5.** Some firms buy their paper here and their ink somewhere else. Wenlan wants to know why. What
# is the best next step?
#
# - **a.** Search the customer database once more.
# - **b.** Visit a dozen of these firms.
# - **c.** Put comment cards into the stores.
# - **d.** Study the rival's price list.

# %% [markdown] role="hints" exercise="who_is_the_customer"
# 1. For each question, ask first what Wenlan wants to do. The right answer serves that, and not data
#    for their own sake.
# 2. Read the part of lesson 1 that each belongs to: 1 the five duties, 2 person, household, firm, 3 who
#    might become a customer, 4 two kinds of buyer, 5 eight ways to learn what they need.
# 3. Strike out two of the four. In question 1, what would help on Tuesday? In 2, how many letter boxes?
#    In 3, who is still there in two years? In 4, what does she do in most months? In 5, who knows the
#    reason?

# %% role="answer" exercise="who_is_the_customer"
question_1 = ...
question_2 = ...
question_3 = ...
question_4 = ...
question_5 = ...
### BEGIN SOLUTION
question_1 = "b"
question_2 = "d"
question_3 = "a"
question_4 = "c"
question_5 = "b"
### END SOLUTION
[question_1, question_2, question_3, question_4, question_5]

# %% role="check" exercise="who_is_the_customer"
check("who_is_the_customer")

# %% [markdown] role="solution" exercise="who_is_the_customer"
# **1 b.** The call centre knew her on Monday, the web shop didn't on Tuesday: the link is missing.
# Trainees who answer *a* want to mend a gap between lists with more fields on one list. Those who answer
# *d* are a step too early: you can't value whom you don't recognise.
#
# **2 d.** A catalogue is read where it lies. The answer would be *b* for a birthday letter, and *c* for a
# talk about prices. That is the point of the question: the unit follows the decision.
#
# **3 a.** Continuity, money and a view of the future, all three. *c* looks like a quick success, and is a
# sale without a relationship. *d* tempts because it is big.
#
# **4 c.** Months and product groups weigh more than one order in four on a promotion; and 2 % less margin
# is noise. Discuss where a loss begins to matter: the next exercise draws the line at half.
#
# **5 b.** *a* and *d* are good ways, for other questions: what customers do, and what they could have
# instead. Why they do it, only they know.

# %% [markdown] role="prompt" exercise="buyers"
# ### Who buys for the price, and who comes back?
#
# Wenlan plans next year's visits and letters. They are for relational buyers; the transactional ones get the
# price list. `files.data["buyers"]` has a line for each customer. You need four columns:
#
# - `discount_share`: the share of orders on a promotion, from 0 to 1
# - `months_active`: how many of the last twelve months have an order
# - `margin`: the margin of the last twelve months, in yuan
# - `margin_before`: the margin of the twelve months before
#
# Use these rules:
#
# - *relational*: less than half of the orders on a promotion, **and** orders in more than three months. Everybody
#   else is transactional.
# - *lapsing*: relational, and `margin` is less than half of `margin_before`.
# - *valuable*: relational, not lapsing (`margin` is more than half of `margin_before`), and `margin` is more than
#   1,000 yuan.
#
# Store under these names, for one point each:
#
# - `relational`: the table of the relational buyers, with all its columns
# - `relational_share`: the share of all buyers' `margin` that the relational ones bring, from 0 to 1, to two
#   decimals
# - `lapsing`: how many buyers are lapsing, a whole number
# - `valuable`: how many are valuable, a whole number

# %% [markdown] role="hints" exercise="buyers"
# 1. Do it in the order of the names: a filter gives the table `relational`, and the other three begin from
#    that table. A condition alone is only a column of True and False; put it between the square brackets.
# 2. Two conditions are joined by `&`, each in round brackets of its own. A share is the sum of `margin` in one
#    table, divided by the sum in the other. To count, filter and take `len`. Half of a column is
#    `0.5 * table["name"]`.
# 3. `relational = buyers[(buyers["discount_share"] < 0.5) & (…)]`, then
#    `lapsing = len(relational[relational["margin"] < 0.5 * relational["margin_before"]])`. For `valuable`, turn
#    the sign round and add the second condition.

# %% role="answer" exercise="buyers"
buyers = files.data["buyers"]

relational = ...
relational_share = ...
lapsing = ...
valuable = ...
### BEGIN SOLUTION
relational = buyers[(buyers["discount_share"] < 0.5) & (buyers["months_active"] > 3)]
relational_share = round(relational["margin"].sum() / buyers["margin"].sum(), 2)
lapsing = len(relational[relational["margin"] < 0.5 * relational["margin_before"]])
stays = relational[relational["margin"] > 0.5 * relational["margin_before"]]
valuable = len(stays[stays["margin"] > 1000])
### END SOLUTION
print(relational_share, lapsing, valuable)
relational

# %% role="check" exercise="buyers"
check("buyers")

# %% [markdown] role="solution" exercise="buyers"
# One filter makes the table, and everything else is counted in it. Whoever begins again from `buyers` for
# `lapsing` counts hundreds of transactional buyers whose one order was smaller this year: noise, read as a
# message.
#
# The usual slips: a condition stored in place of the table that it filters; a missing round bracket around a
# condition (Python then complains about `&`); `len` where the yuan were asked for, which gives the share of
# heads; `len` of a condition, which counts True and False alike; and counting the lapsing ones with more than
# 1,000 yuan as valuable. The last is a matter of judgement, not of Python: last year they brought more than
# twice as much.
#
# For discussion: the lines at 0.5, at 3 months and at 1,000 yuan are ours. Let the class move each a little and
# see which answer moves most. The hidden truth is in `files.reveal()["kinds"]`. Hardly any transactional buyer
# passes this rule, but it leaves out one in three of those who are really lapsing: who is on the way out
# orders in few months already. A strict rule keeps strangers out and friends, too.

# %% [markdown]
# ## Lesson 2 · Clean names and keys

# %% [markdown] role="prompt" exercise="clean_names"
# ### One form for every name
#
# The call centre and the salesmen each write names in their own way, and next month a third list will
# come, of visitors to a trade fair. Wenlan wants one recipe for all of them.
#
# Write the recipe `clean_name(name)`. It returns the name in this form:
#
# - small letters;
# - no hyphens, and what a hyphen joined is one word: `Xiao-Ling` becomes `xiaoling`;
# - none of the marks `,` `.` `(` `)` `/`, each of which parts two words;
# - none of the titles mr, mrs, ms, miss, dr, prof, but only where the title is a whole word;
# - the words in alphabetical order, with one space between them.
#
# A missing name stays missing: give back what came. Where there is only a title, the result is the empty
# text `""`. Badges are written in haste, so there may be spaces too many, and marks without a space.
#
# Your lines come in the place of `cleaned = ...`. Leave `return cleaned` below them.
#
# | name | `clean_name(name)` |
# |---|---|
# | `"CHEN MARIA"` | `"chen maria"` |
# | `"Ms Chen, Mariah"` | `"chen mariah"` |
# | `"Prof. Dr. Lin, Xiao-Ling"` | `"lin xiaoling"` |
# | `"Wang/Fang (Mrs.)"` | `"fang wang"` |
# | `" Mr  Drew Xu "` | `"drew xu"` |
# | `"Dr."` | `""` |
#
# Then use it. Store in `known_callers`, a whole number, how many entries of the salesmen's list
# (`cards`) have a cleaned name that also stands on the call centre's list (`calls`).
#
# The recipe earns 2 points, the number 1.

# %% [markdown] role="hints" exercise="clean_names"
# 1. The recipe `clean_name` of the lesson does most of this. Which steps are new? Say aloud in which
#    order you would do them by hand with "Prof. Dr. Lin, Xiao-Ling".
# 2. First ask whether the name is missing, with `pd.isna`. Then small letters; then `replace` for the
#    hyphen (by nothing, `""`) and for each mark (by a space); then go through the words and keep those
#    that are no title; at last sort and join. For the number, `apply` the recipe to both columns, and
#    ask with `isin`.
# 3. The beginning is `if pd.isna(name):` with `return name` below it. The loop is
#    `for word in name.split():`, then `if word not in titles:`, then `kept = kept + [word]`. The end is
#    `cleaned = " ".join(sorted(kept))`. The number is
#    `cards["name"].apply(clean_name).isin(...).sum()`.

# %% role="answer" exercise="clean_names"
import pandas as pd

calls = files.data["phone"]
cards = files.data["sales"]
titles = ["mr", "mrs", "ms", "miss", "dr", "prof"]


def clean_name(name):
    cleaned = ...
    ### BEGIN SOLUTION
    if pd.isna(name):
        return name
    name = name.lower().replace("-", "")
    for mark in ",.()/":
        name = name.replace(mark, " ")
    kept = []
    for word in name.split():
        if word not in titles:
            kept = kept + [word]
    cleaned = " ".join(sorted(kept))
    ### END SOLUTION
    return cleaned


known_callers = ...
### BEGIN SOLUTION
known_callers = cards["name"].apply(clean_name).isin(calls["name"].apply(clean_name)).sum()
### END SOLUTION
print(clean_name("Ms Chen, Mariah"))
known_callers

# %% role="check" exercise="clean_names"
check("clean_names")
### BEGIN HIDDEN TESTS
nothing = float("nan")
unseen = ["  Miss   Wang  Fang ", "Chen,Maria", "Mrs", "", nothing, "MISSY DREXLER", "Li.Mr.Bo"]
check("clean_names", also={"clean_name": [(name,) for name in unseen]})
### END HIDDEN TESTS

# %% [markdown] role="solution" exercise="clean_names"
# The order of the steps matters. Small letters come before the titles, or "Ms" isn't found in the list of
# titles. The marks come before the words are cut, or "(Mrs.)" is a word of its own that equals no title.
# A mark becomes a space, since it parts words; a hyphen becomes nothing, since it joins them.
#
# The titles are compared word by word. `replace("dr", "")` would take the Dr out of Drew and Andrew.
#
# The usual mistakes: words not sorted, so that family name first and family name last stay two names;
# `sorted` of the text instead of the list of words, which sorts letters; marks replaced by nothing;
# columns compared as they were written, which finds nobody; the lists changed round before and after
# `isin`.

# %% [markdown] role="prompt" exercise="clean_phones"
# ### One form for every phone number
#
# The new web form lets people type what they like in the field "phone", and they do. Write the recipe
# `clean_phone(phone)`. It returns the number as text, in this form:
#
# - without extension: everything from `ext` on is dropped, whether it is written ext, Ext or EXT;
# - digits only;
# - without the country code, `0086` or `86` at the beginning of the digits;
# - with the zero of the area code, which gets lost behind a country code: if what is left begins with
#   `574`, put a `0` before it.
#
# If fewer than seven digits are left, that was no phone number: return `None`, Python's word for nothing.
# For a missing phone return `None`, too. Seven digits are enough.
#
# The recipe `only_digits` of the lesson is there to use. Your lines come in the place of `digits = ...`.
#
# | phone | `clean_phone(phone)` |
# |---|---|
# | `"101 2345 6789"` | `"10123456789"` |
# | `"+86 101-8645-6789"` | `"10186456789"` |
# | `"0574-1123 4567 Ext. 12"` | `"057411234567"` |
# | `"0086 574 1123 4567 EXT 9"` | `"057411234567"` |
# | `"112 3456"` | `"1123456"` |
# | `"Tel. 123456"` | `None` |
# | `"n/a"` | `None` |
#
# Then use it. The call centre keeps the number that called. Store in `from_firms`, a whole number, how
# many of its entries (`calls`) have a cleaned number that also stands on the salesmen's list (`cards`). A
# missing number agrees with nobody.
#
# The recipe earns 2 points, the number 1.

# %% [markdown] role="hints" exercise="clean_phones"
# 1. Take "0086 574 1123 4567 EXT 9" and "0574-1123 4567 Ext. 12", and write down by hand what is left after
#    each rule. Which rule has to come before the digits are collected?
# 2. Ask for a missing phone first. `lower` makes all extensions alike, `split("ext")[0]` keeps what is
#    before them, and `only_digits` collects. Take off the country code with `removeprefix`, then ask two
#    questions with `if`: does it begin with 574 (`startswith`), and is it too short (`len`)? For the
#    number, keep only entries whose phone is not missing.
# 3. First `if pd.isna(phone):` with `return None` below it. Once you have the digits:
#    `digits = digits.removeprefix("0086").removeprefix("86")`, then
#    `if digits.startswith("574"):` with `digits = "0" + digits`, then `if len(digits) < 7:` with
#    `return None`. For the number: `known = calls[calls["phone"].notna()]`, then
#    `known["phone"].apply(clean_phone).isin(...).sum()`.

# %% role="answer" exercise="clean_phones"
import pandas as pd

calls = files.data["phone"]
cards = files.data["sales"]


def only_digits(phone):
    digits = ""
    for character in phone:
        if character.isdigit():
            digits = digits + character
    return digits


def clean_phone(phone):
    digits = ...
    ### BEGIN SOLUTION
    if pd.isna(phone):
        return None
    digits = only_digits(phone.lower().split("ext")[0])
    digits = digits.removeprefix("0086").removeprefix("86")
    if digits.startswith("574"):
        digits = "0" + digits
    if len(digits) < 7:
        return None
    ### END SOLUTION
    return digits


from_firms = ...
### BEGIN SOLUTION
known = calls[calls["phone"].notna()]
from_firms = known["phone"].apply(clean_phone).isin(cards["phone"].apply(clean_phone)).sum()
### END SOLUTION
print(clean_phone("0574-1123 4567 Ext. 12"))
from_firms

# %% role="check" exercise="clean_phones"
check("clean_phones")
### BEGIN HIDDEN TESTS
nothing = float("nan")
unseen = ["0086 (574) 1123-4567 EXT 9", "+86 (0)574 1123 4567", "102 5740 0086", "", "ext. 1234567"]
unseen = unseen + [nothing, "12-34-56", "Tel. 1234567", "+86 112 3456"]
check("clean_phones", also={"clean_phone": [(phone,) for phone in unseen]})
### END HIDDEN TESTS

# %% [markdown] role="solution" exercise="clean_phones"
# The extension has to go first, since its digits can't be told from the others once the letters are gone.
# The country code is taken off the beginning only; `replace("86", "")` would shorten every number with 86
# in the middle. The zero comes back after the country code is off.
#
# The last rule is about honesty: "n/a" and "ask me" have no digits, and without the rule all who wrote so
# would agree in the empty text "".
#
# The usual mistakes: extensions in capitals not found; landlines without their zero; `<= 7`, which throws
# away local numbers of seven digits; a missing value
# handed to `lower`, which stops the recipe; and calls from unknown numbers counted as calls from firms,
# since `isin` finds a missing value among missing values.

# %% [markdown]
# ## Lesson 3 · Are these two the same?

# %% [markdown] role="prompt" exercise="string_similarity"
# ### The nearest name
#
# **By hand first.** A customer is "zhang wei" on one list and "zang wie" on another. How many letters do
# you have to put in, take out or replace to make one of the other? Draw the grid of the lesson, or find
# the shortest way by eye. Store the number in `edits`. (1 point)
#
# **Then a recipe.** While an agent types what she hears, her screen suggests the nearest name on a list. Write
# the recipe `nearest(heard, names)`. It returns the name from the list `names` that is most alike to the text
# `heard`, by `jaro_winkler`: the name itself, not the number. If several are equally alike, it returns the
# one that stands first. The list holds at least one name. (2 points)
#
# | heard | names | `nearest(heard, names)` |
# |---|---|---|
# | `"chen mariah"` | `["mariah zhou", "chen maria", "chen mark"]` | `"chen maria"` |
# | `"lin tao"` | `["liang tao", "lin taohua", "li tan"]` | `"lin taohua"` |
# | `"wang li"` | `["wang le", "wang lu", "li wang"]` | `"wang le"` (as alike as "wang lu", and first) |
#
# Your lines come in the place of `best = ...`. Leave `return best` below them.
#
# **Use it.** The agent hears "cheng marya", who says that she has a loyalty card. Store in `suggestion` the
# nearest name on the till's list, `till_names`. (1 point)

# %% [markdown] role="hints" exercise="string_similarity"
# 1. For the number: which letter of "zhang wei" is too many, and what happens to the last two? For the
#    recipe: how would you find the tallest person in a queue if you may only look at two at a time? The
#    lesson's loop for the longest name does just that.
# 2. Keep the best name so far in `best`, beginning with the first of the list. Go through all names with
#    `for`; if a name is more alike to `heard` than `best` is, it becomes `best`.
# 3. Below `best = names[0]` comes `for name in names:`, below that
#    `if jaro_winkler(heard, name) > jaro_winkler(heard, best):`, and below that `best = name`. The
#    suggestion is `nearest("cheng marya", till_names)`.

# %% role="answer" exercise="string_similarity"
from customerlab.models.identification import jaro_winkler

clean = files.data["clean"]
till_names = list(clean[clean["channel"] == "till"]["name"])

edits = ...


def nearest(heard, names):
    best = ...
    ### BEGIN SOLUTION
    best = names[0]
    for name in names:
        if jaro_winkler(heard, name) > jaro_winkler(heard, best):
            best = name
    ### END SOLUTION
    return best


suggestion = ...
### BEGIN SOLUTION
edits = 3
suggestion = nearest("cheng marya", till_names)
### END SOLUTION
print(edits)
print(nearest("chen mariah", ["mariah zhou", "chen maria", "chen mark"]))
print(suggestion)

# %% role="check" exercise="string_similarity"
check("string_similarity")
### BEGIN HIDDEN TESTS
unseen = [("chen", ["li wei"]), ("ann", ["anx", "any"]), ("li wei", ["li wei", "wei li"])]
unseen = unseen + [("wang", ["li", "wan", "wang"]), ("x", ["li", "wu"])]
check("string_similarity", also={"nearest": unseen})
### END HIDDEN TESTS

# %% [markdown] role="solution" exercise="string_similarity"
# Take out the *h*; replace *e* by *i* and *i* by *e*: 3. Two letters that changed places count twice
# here. Some programs count such a swap as one (that is another distance, Damerau's), so ask before you
# compare numbers of two tools.
#
# The recipe keeps the best so far. `>` and not `>=`, so that the first of equals stays.
#
# The usual mistakes: `edit_distance` in place of the similarity, which prefers "liang tao" to "lin
# taohua"; `<` in place of `>`; and comparing letter by letter at the same place, which after one missing
# letter finds nothing equal any more.
#
# There is always a nearest name. On Wenlan's list it is most probably Maria Chen; for a stranger it would
# be somebody, too.

# %% [markdown] role="prompt" exercise="blocking"
# ### One key, or two?
#
# The new head of the call centre has an idea: "Let us only compare entries with the same birthday. A
# birthday never changes." Find out what this idea saves, and what it loses.
#
# - Store in `pairs_left` how many pairs are left to compare among all entries (`clean`) if the birthday is
#   the only key. A missing birthday agrees with nobody. (1 point)
# - `one_person` holds the pairs that the clerks found to be one person. Store in `share_lost` the share of
#   these that the idea loses, a number between 0 and 1, right to two decimals. (1 point)
# - Then propose something better: two keys, of which the first is the phone. Which second key loses the
#   fewest of the pairs in `one_person`: "email", "birthday", "name" or "street"? Store its name, in
#   quotation marks, in `second_key`. (1 point)

# %% [markdown] role="hints" exercise="blocking"
# 1. Two recipes of the lesson are all you need: one makes the pairs, one says which share of the true
#    pairs they hold.
# 2. `candidate_pairs(clean, ["birthday"])` makes a table of pairs; `len` counts its rows.
#    `pairs_completeness(kept, true)` takes first the pairs that you kept, then those that are one person,
#    and says which share is *kept*. For two keys put both on the list: `["phone", "email"]`.
# 3. `pairs_left = len(on_birthday)` and `share_lost = 1 - pairs_completeness(on_birthday, one_person)`,
#    where `on_birthday` are the pairs. For the last, run
#    `pairs_completeness(candidate_pairs(clean, ["phone", key]), one_person)` with each of the four.

# %% role="answer" exercise="blocking"
from customerlab.models.identification import candidate_pairs, pairs_completeness

clean = files.data["clean"]
decided = files.data["labelled"]
one_person = decided[decided["same"]]

pairs_left = ...
share_lost = ...
second_key = ...
### BEGIN SOLUTION
on_birthday = candidate_pairs(clean, ["birthday"])
pairs_left = len(on_birthday)
share_lost = 1 - pairs_completeness(on_birthday, one_person)
for key in ["email", "birthday", "name", "street"]:
    both = candidate_pairs(clean, ["phone", key])
    print(key, len(both), pairs_completeness(both, one_person))
second_key = "name"
### END SOLUTION
print(pairs_left)
print(share_lost)
print(second_key)

# %% role="check" exercise="blocking"
check("blocking")

# %% [markdown] role="solution" exercise="blocking"
# The idea saves nearly everything: some two thousand pairs are left of forty million. And it loses four
# matches in five, since only the till asks everybody for the birthday. What a key saves shows at once;
# what it loses shows only against decided pairs.
#
# Phone and name together keep all but one match in twenty, with about ten thousand pairs. The street
# brings three times as many pairs and fewer matches. E-mail is a strong proof and a weak key: it is on
# few entries of the till and the call centre.
#
# The usual mistakes: each pair counted from both sides; entries counted in place of pairs; missing
# birthdays joined with each other (a plain `merge` does that, and makes millions of pairs); the share
# kept in place of the share lost; the two tables handed over the wrong way round; and division by all
# decided pairs.

# %% [markdown] role="prompt" exercise="m_and_u"
# ### What is a postcode worth?
#
# In the lesson you counted m and u of the birthday. Now the postcode. `decided` holds the pairs of the
# clerks, and `agreements` their comparison: 1 agrees, 0 differs, NaN unknown.
#
# - Store in `m` the share of the pairs that are one person in which the postcode agrees, and in `u` the
#   share of the pairs that are two people. Leave out pairs in which it is unknown. Numbers between 0
#   and 1, right to two decimals; without the recipe `m_and_u`, please. (1 point each)
# - Write the recipe `weight_of(agrees, m, u)`. It returns what one field adds to the weight of a pair, right
#   to two decimals. `agrees` is 1, 0 or missing (NaN). (2 points)
#
# | agrees | m | u | `weight_of(agrees, m, u)` |
# |---|---|---|---|
# | 1 | 0.9 | 0.01 | 6.49 |
# | 0 | 0.9 | 0.01 | −3.31 |
# | NaN | 0.9 | 0.01 | 0 |
#
# Inside the recipe, `m` and `u` are what is handed to it, and not your two numbers from above. Your lines come
# in the place of `weight = ...`. Leave `return weight` below them.

# %% [markdown] role="hints" exercise="m_and_u"
# 1. m and u are two means, each over its own pairs. For the recipe, there are three cases; what does a
#    field prove of which nothing is known?
# 2. Group the agreements by what the clerks decided, take the column "postcode" and its mean, which leaves
#    out the unknown by itself. For a field that differs, both shares turn into their rest: 1 − m and
#    1 − u.
# 3. `agreements.groupby(decided["same"])["postcode"].mean()` shows both shares; read them off, or take them
#    with `[True]` and `[False]`. In the recipe, begin with `weight = 0`. Then comes `if agrees == 1:`, with
#    `weight = math.log2(m / u)` below it, and `if agrees == 0:`, with
#    `weight = math.log2((1 - m) / (1 - u))` below it. A missing value equals neither.

# %% role="answer" exercise="m_and_u"
import math

from customerlab.models.identification import compare

decided = files.data["labelled"]
agreements = compare(decided, files.data["clean"], files.fields)

m = ...
u = ...
### BEGIN SOLUTION
shares = agreements.groupby(decided["same"])["postcode"].mean()
m = shares[True]
u = shares[False]
### END SOLUTION


def weight_of(agrees, m, u):
    weight = ...
    ### BEGIN SOLUTION
    weight = 0
    if agrees == 1:
        weight = math.log2(m / u)
    if agrees == 0:
        weight = math.log2((1 - m) / (1 - u))
    ### END SOLUTION
    return weight


print(m)
print(u)
print(weight_of(1, 0.9, 0.01))

# %% role="check" exercise="m_and_u"
check("m_and_u")
### BEGIN HIDDEN TESTS
unknown = float("nan")
unseen = [(unknown, 0.9, 0.01), (1, 0.3, 0.3), (0, 0.2, 0.6), (1, 0.05, 0.4), (unknown, 0.5, 0.5)]
check("m_and_u", also={"weight_of": unseen})
### END HIDDEN TESTS

# %% [markdown] role="solution" exercise="m_and_u"
# m and u each look at their own pairs. The commonest mistake turns the question round: of the pairs whose
# postcode agrees, how many are one person? That share hangs on how many pairs of one person the clerks
# happened to be given; m doesn't.
#
# The second commonest counts the unknown as differing. `mean` leaves NaN out; `sum` divided by `len`
# doesn't. In the recipe, likewise, a missing field weighs 0. Whoever writes `else:` for "differs" punishes
# every customer who left a field empty.
#
# A field that differs has a ratio of its own, (1 − m) / (1 − u). It isn't the agreement with its sign
# turned: the birthday adds 5 when it agrees and takes away 5.5 when it doesn't, the e-mail adds 7 and takes
# away only 1.6.

# %% [markdown]
# ## Lesson 4 · Where to draw the line

# %% [markdown] role="prompt" exercise="em"
# ### Without a clerk
#
# Suppose that Wenlan had no clerks to decide 1,500 pairs. Do one round of EM yourself, for the phone. The
# starter guesses and weighs for you, and you needn't read how. You count again.
#
# - `chance` holds for each candidate the chance that it is one person.
# - `phone_agrees` holds 1, 0, or NaN where a phone is missing.
#
# As with the five pairs of the lesson: count each pair as much as its chance, and leave out the pairs in which
# a phone is missing. Store the new m of the phone in `m_phone`, right to two decimals. Store the new u in
# `u_phone`, right to three decimals, since it's small. (1 point each)
#
# Then let `estimate_by_em(agreements)` go round until nothing moves. Store in `share_same` the share of the
# candidates that EM takes for one person, right to three decimals. (1 point)

# %% [markdown] role="hints" exercise="em"
# 1. Look at the five pairs in the lesson, and do the same steps: multiply, add up, divide.
# 2. `chance * phone_agrees` counts each agreeing pair as much as its chance; `.sum()` adds up and leaves
#    the unknown out. Divide by the sum of the chances, but only of pairs in which the phone is known:
#    `known = phone_agrees.notna()`. For u, use `(1 - chance)`, with its brackets, in both places.
# 3. `m_phone = (chance * phone_agrees).sum() / chance[known].sum()`. The same with `rest = 1 - chance` is
#    `u_phone`. `estimate_by_em(agreements)` gives back two things, so write
#    `learned, share_same = estimate_by_em(agreements)`.

# %% role="answer" exercise="em"
from customerlab.models.identification import (
    compare,
    estimate_by_em,
    match_probability,
    match_weights,
)

agreements = compare(files.data["pairs"], files.data["clean"], files.fields)
phone_agrees = agreements["phone"]

guess = files.weights[["m", "u"]]
guess["m"] = 0.9
guess["u"] = 0.1
chance = match_probability(match_weights(agreements, guess), 0.1)

m_phone = ...
u_phone = ...
share_same = ...
### BEGIN SOLUTION
known = phone_agrees.notna()
m_phone = (chance * phone_agrees).sum() / chance[known].sum()
rest = 1 - chance
u_phone = (rest * phone_agrees).sum() / rest[known].sum()
learned, share_same = estimate_by_em(agreements)
### END SOLUTION
print(m_phone)
print(u_phone)
print(share_same)

# %% role="check" exercise="em"
check("em")

# %% [markdown] role="solution" exercise="em"
# Above the line stand the agreeing pairs, each counted as much as its chance; below it all pairs in which
# the phone is known, counted in the same way. For u the same with what is left of the chance.
#
# The usual mistakes: the pairs without a phone are kept below the line, which makes m and u too small; the
# number of pairs stands below it instead of the chances; u is taken for 1 − m; a pair with a high chance is
# counted fully. And some stop after one round: m of the phone is nearly there by then, the share of one person isn't.
#
# For discussion: EM has never been told what a customer is. Why does its group of pairs that agree turn
# out to be people, and under which keys would it be households?

# %% [markdown] role="prompt" exercise="line"
# ### Where do you draw the line?
#
# Every candidate has a weight: see `files.data["pairs"]`. The higher, the surer that it is one person. You
# choose the weight from which Wenlan merges.
#
# - A false merge, two people taken for one, costs 40 yuan: each sees the other's orders, and somebody
#   writes an apology.
# - A missed merge, one person left as two, costs 6 yuan: a second catalogue and a silly welcome letter.
#
# There is no clerk in this exercise: what is on your line or above it is merged, all else is left. Store
# your line in `line`: a weight, not a chance. It is played on a new month of entries that you have not seen.
# The less the month costs, the more points. You may find it by trying, by thinking, or both.

# %% [markdown] role="hints" exercise="line"
# 1. Try a careful line and a bold one, and read what the check says about money and people. Where do the
#    two mistakes change places?
# 2. Take a pair exactly on the line. If it is one person with the chance *p*, leaving it costs 6 × *p*, and
#    merging it costs 40 × (1 − *p*). At the best line both are equal. Which chance is that, and which
#    weight has that chance? EM tells you how many candidates are one person before any weight.
# 3. Both are equal when the odds are 40 to 6, a chance of 40 / 46. The starter has `share_same` from EM. Write
#    `match_probability(5, share_same)`, and try other weights in place of 5 until the chance is 40 / 46.

# %% role="answer" exercise="line"
from customerlab.models.identification import compare, estimate_by_em, match_probability

agreements = compare(files.data["pairs"], files.data["clean"], files.fields)
learned, share_same = estimate_by_em(agreements)

line = ...
### BEGIN SOLUTION
import math

needed = math.log2(40 / 6)
before = math.log2(share_same / (1 - share_same))
line = needed - before
### END SOLUTION
line

# %% role="check" exercise="line"
check("line")

# %% [markdown] role="solution" exercise="line"
# A pair on the line costs the same either way: 6 × *p* = 40 × (1 − *p*). So *p* is 40 / 46, and the odds
# are 40 to 6, which are log2(40 / 6) = 2.7 doublings from even odds. Before any weight the odds are about
# 1 to 16, which are four halvings. The weight has to make up for both: about 6.7.
#
# Lines from about 4.5 to 7 do nearly as well, and in many months the cheapest lies a little below the
# rule. The rule looks at one pair at a time, but customers are chains: a missed pair often costs nothing,
# as two other pairs join the same entries. And the weights of families are too sure of themselves.
#
# The usual mistakes: a line of 0, since "above 0 it speaks for one person" (it forgets how rare true pairs
# are, and costs nearly as much as doing nothing); the odds of the clerks' pairs, one in three, in place of
# those of the candidates; the chance 0.87 in place of its weight; and a line of 15 or 20 "to be on the safe
# side". That side isn't safe for the customers who get the welcome letter after nine years.

# %% [markdown]
# ## Lesson 5 · One customer view

# %% [markdown] role="prompt" exercise="households"
# ### One catalogue for each home
#
# Wenlan's catalogue goes to each customer. From now on it shall go to each household. A copy costs
# 5 yuan. Marketing is more careful than the lesson, which took up to six, and has made a rule:
#
# - Customers with the same street *and* the same postcode are one household, if there are at most
#   **four** of them.
# - Where five or more share street and postcode, each is a household of their own.
# - A customer whose street or postcode is missing is a household of their own, too.
#
# Work on `files.data["customers"]` and store
#
# - `household_of`: a table with a row for every customer and the columns `customer` and
#   `household`. What you write into `household` is up to you, as long as it's the same for those of
#   one household, and different for all others. More columns don't matter.
# - `saved`: how many yuan are saved when each household gets one copy, instead of each customer.

# %% [markdown] role="hints" exercise="households"
# 1. Lesson 1.5 made an address from two columns, and counted the customers at each. A missing part
#    makes the whole address missing: look at how many rows that is, with `.isna().sum()`.
# 2. There are three groups of customers: with at most four at their address, with five or more, and
#    without an address. Make a table of each with a filter, give each a column `household`, and put
#    the three together with `pd.concat`. The address itself can be the label of a household. What
#    could be the label of somebody who is alone?
# 3. With the columns `address` and `at_door` as in the lesson: `together =
#    customers[customers["at_door"] <= 4]` and then `together["household"] = together["address"]`.
#    For the others, `> 4` and `customers["address"].isna()`, the label is the column `customer`. A
#    household's copies saved are its customers but one; so over all, the number of customers less
#    the number of different households.

# %% role="answer" exercise="households"
import pandas as pd

customers = files.data["customers"]
household_of = ...
saved = ...
### BEGIN SOLUTION
customers["address"] = customers["street"] + " " + customers["postcode"]
customers["at_door"] = customers["address"].map(customers["address"].value_counts())

together = customers[customers["at_door"] <= 4]
together["household"] = together["address"]
crowd = customers[customers["at_door"] > 4]
crowd["household"] = crowd["customer"]
unknown = customers[customers["address"].isna()]
unknown["household"] = unknown["customer"]

household_of = pd.concat([together, crowd, unknown])
saved = 5 * (len(customers) - household_of["household"].nunique())
### END SOLUTION
print(saved)
household_of

# %% role="check" exercise="households"
check("households")

# %% [markdown] role="solution" exercise="households"
# The address, street and postcode in one text, is the key of a home; the number of customers at it
# says whether it is one. `.value_counts()` and `.map` bring that number to every customer.
#
# A missing street makes the whole address missing, and a missing number is neither `<= 4` nor `>
# 4`: these customers fall through both filters. That is why there are three groups, and why it pays
# to compare `len(household_of)` with `len(customers)`.
#
# **Mistakes people make.** They group by the address alone, and the students' hostel becomes the
# largest family of the town. They take the street without the postcode. They lose the customers
# without an address. And they take the price of all copies for what is saved.

# %% [markdown] role="prompt" exercise="master_agreement"
# ### Who buys under which agreement?
#
# The head of sales wants to know what each master agreement is worth, and how much firms buy
# without one. An agreement is signed with the company at the top of a tree of accounts, and holds
# for all accounts below it. No tree has more than three levels: top, branch, and a department of a
# branch.
#
# From `files.data["accounts"]` and `files.data["orders"]`, store
#
# - `tops`: a table with a row for every account and the columns `account`, `top` (the number of the
#   account at the top of its tree; an account with nothing above it is its own top) and `agreement`
#   (the top's agreement, or the text `"none"`).
# - `by_agreement`: the yuan ordered under each agreement, and under `"none"`: a table with the
#   columns `agreement` and `amount`, or what `.groupby` gives you.

# %% [markdown] role="hints" exercise="master_agreement"
# 1. Climb first, as with the four accounts of lesson 1.5; then look up the agreement of the top;
#    then add up.
# 2. Begin with `tops = accounts`, and give it two more columns. `.map` needs a column whose rows are
#    named by account: `.set_index("account")["parent"]` for climbing, and the same with `"agreement"`
#    for the agreement of the top. `.fillna("none")` does the rest. For the sums, `.merge` the orders
#    with your table on `"account"`.
# 3. With `parent_of` and `agreement_of` made as in hint 2:
#    `tops["top"] = tops["parent"].map(parent_of).fillna(tops["parent"]).fillna(tops["account"])`,
#    then `tops["agreement"] = tops["top"].map(agreement_of).fillna("none")`. The sums are
#    `orders.merge(tops, on="account")`, grouped by `"agreement"`.

# %% role="answer" exercise="master_agreement"
accounts = files.data["accounts"]
orders = files.data["orders"]
tops = ...
by_agreement = ...
### BEGIN SOLUTION
parent_of = accounts.set_index("account")["parent"]
agreement_of = accounts.set_index("account")["agreement"]

tops = accounts
above = tops["parent"].map(parent_of)
tops["top"] = above.fillna(tops["parent"]).fillna(tops["account"])
tops["agreement"] = tops["top"].map(agreement_of).fillna("none")
by_agreement = orders.merge(tops, on="account").groupby("agreement")["amount"].sum()
### END SOLUTION
print(by_agreement)
tops

# %% role="check" exercise="master_agreement"
check("master_agreement")

# %% [markdown] role="solution" exercise="master_agreement"
# Two steps up are enough for three levels. `.map(parent_of)` on the column `parent` gives the
# parent's parent; where there is none, the parent is the top; where there is no parent either, the
# account is. The agreement is looked up for the *top*, since that is where it's written.
#
# `"none"` has to be written in before grouping. `.groupby` leaves out rows whose group is missing,
# and with them a good part of the turnover, without a word.
#
# **Mistakes people make.** They climb one step, and the departments of branches end at the branch.
# They take the agreement from the account's own row, where it's missing for all but the top. They
# forget the firms without an agreement, who may be the best to visit next.

# %% [markdown] role="prompt" exercise="timeline"
# ### Maria's year, from four diaries
#
# `files.maria` names Maria Chen's entry on each of the four lists. `files.data["contacts"]` has the
# contacts of all customers with all departments: these are the diaries. The orders that she places for
# her firm aren't in them; they stand in the firms' book, `orders`, and don't count here. Store
#
# - `timeline`: a table of all contacts of Maria, the earliest first, with the columns `date`,
#   `department`, `event` and `amount` as they stand in `contacts`.
# - `spent`: for each of the four departments, the yuan that Maria spent according to its diary; 0
#   where she spent nothing. A table with the columns `department` and `amount`, or what `.groupby`
#   gives you.
# - `days`: how many days passed from her first contact in the diaries, with whichever department,
#   until she got a voucher for new customers. A whole number.

# %% [markdown] role="hints" exercise="timeline"
# 1. In lesson 1.5, `.isin` kept the rows of Maria's four entries.
# 2. `files.maria.values()` are these four. Sort by date. Then group the timeline by department and
#    add up the amounts. For the days, take the earlier date from the later one.
# 3. `timeline = contacts[contacts["entry"].isin(files.maria.values())].sort_values("date")`. The
#    voucher's row is the one whose `event` is `"got a voucher for new customers"`; its date is
#    `voucher["date"].min()`. A difference of dates has its number of days in `.days`, as in `(later
#    - earlier).days`.

# %% role="answer" exercise="timeline"
contacts = files.data["contacts"]
timeline = ...
spent = ...
days = ...
### BEGIN SOLUTION
timeline = contacts[contacts["entry"].isin(files.maria.values())].sort_values("date")
spent = timeline.groupby("department")["amount"].sum()
voucher = timeline[timeline["event"] == "got a voucher for new customers"]
days = (voucher["date"].min() - timeline["date"].min()).days
### END SOLUTION
print(days)
print(spent)
timeline

# %% role="check" exercise="timeline"
check("timeline")

# %% [markdown] role="solution" exercise="timeline"
# The four entries are the key to four diaries. One filter with `.isin` finds the rows, and sorting
# by date makes a story of them. `.sum()` passes over missing amounts, so a department that only
# talked to her comes out with 0, as it should: it knows her, and has sold her nothing.
#
# **Mistakes people make.** They look for one entry only, and see what one department sees. They
# throw away the rows without an amount, and with them her calls, the voucher and the letter: the
# very rows that hurt. They count the days from her first contact with the web shop, which is the
# web shop's own mistake.

# %% [markdown] role="prompt" exercise="may_link"
# ### May this link be used?
#
# Maria Chen has a loyalty card. On the form she signed it says: *We use your purchases to give you
# points, and to send you offers for your home. You may object at any time.* She also orders for her
# firm. Its master agreement gives all its employees a lower price, for private purchases, too.
#
# The sales department proposes to join the loyalty cards with the employees' office entries, by
# mobile number, and to use the link in three ways:
#
# - **A.** The till recognises employees by their card, and gives them the lower price.
# - **B.** Before a visit, the salesman sees what the buyer complained of as a private customer.
# - **C.** Each quarter the firm gets a list of which employee bought what at the lower price. It
#   has asked for it: it wants to see that nobody buys for friends.
#
# Write 150 to 250 words to the head of sales. For **each** of the three, say whether Wenlan may do
# it, may do it under a condition that you name, or should leave it. Give the reason: the purpose
# for which the data was given, the ground on which the link could stand, and who could be hurt.
# Where you say no, propose something smaller that serves the same end.
#
# You get one point each for a decision on each use; for purpose and ground; for the people who
# could be hurt; and for a smaller way. There is more than one good answer. In a class, your instructor
# marks the text. If you learn alone, you mark it:
#
# <details><summary>Learning alone? Write first, then open this list</summary>
#
# Read your text with a pen in hand. A point for each clear yes, half a point for "partly".
#
# 1. **A decision on each use.** Could somebody act on A, on B and on C tomorrow, without asking you
#    again? If you set a condition: could one see whether it's met?
# 2. **Purpose and ground.** For two uses or more, do you set what the form says beside what is
#    planned? And do you name the ground, or say that there is none? The number of an article alone
#    doesn't count.
# 3. **Who could be hurt.** Is there a person in your text, and what happens to them? Wenlan's fine
#    doesn't count.
# 4. **A smaller way.** Wherever you said no: would the head of sales, or the firm, still get what
#    they were after? And does your way need less than the one proposed?
#
# Then read it once as Maria and once as the head of sales. Which sentence would each want to cross
# out? Write that one again.
#
# </details>

# %% [markdown] role="hints" exercise="may_link"
# 1. Put yourself in Maria's place for each of the three. Which would you be glad of, which would
#    surprise you, and which could harm you?
# 2. Go through the questions at the end of "What may be linked?" in lesson 1.5, with each use by
#    itself: what for, on what ground, is the purpose new, does another company get it? Write down one
#    line for each use before you decide.
# 3. Ask of each: who wants to reach what, and what is the least that would do? Which piece of data
#    could be left out, and who could be asked, so that it still works?

# %% [markdown] role="text" exercise="may_link"
# Dear head of sales,
#
# *(write here)*

# %% [markdown] role="solution" exercise="may_link"
# **One good answer.** *A: yes, if the employee asks for it. She gave her number for points and
# offers, not to be looked up as somebody's employee, so we don't match the cards in silence. But
# whoever wants the lower price can show it: enter the office e-mail address once, confirm, and the
# card gets a mark "lower price". She agrees to just this, and the till needn't see the firm. B: not
# as proposed. What Maria said as a private customer isn't needed to sell to her firm; she'd be
# surprised, and might feel watched. The salesman sees what concerns the firm's orders. If a private
# matter may help him, he asks her first, and we note the answer. C: no. The firm is another
# company; names and purchases would need a separate consent of each employee, and who can freely
# say no to an employer? A list of what somebody bought can tell of an illness or a child to come.
# Instead the firm gets totals: how many purchases, how many yuan, no names, and nothing where only
# a few have bought. Against buying for friends, a yearly limit for each card does more.*
#
# **Rubric**, 4 points. Another decision can earn all points, if its reasons hold.
#
# | | 1 point | half a point | 0 points |
# |---|---|---|---|
# | **Decision on each use** | Yes, no, or a named condition for A, B and C. *"A: yes, if she enters her office address herself."* | One is missing, or a condition without content. *"B: only if it's lawful."* | One verdict on all. *"Linking is forbidden."* |
# | **Purpose and ground** | Compares the purpose of the form with the new use, and names a ground or its lack, for two uses or more. *"She signed for points and offers; a list for her employer is a new purpose and goes to another company: separate consent."* | Right for one use, or names articles without applying them. *"PIPL art. 14 applies."* | None, or wrong in principle. *"She gave us the number, so it's ours."* |
# | **Who could be hurt** | Says who, and how, for B or C. *"An employee who buys baby things before she has told her boss."* | General. *"It could violate privacy."* | Only Wenlan's own risk. *"We could be fined."* |
# | **A smaller way** | Serves the same end with less, for each use that is refused. *"Totals without names show misuse just as well."* | Less, but doesn't serve the end; or for one of two. *"Send C only once a year."* | None. |
#
# **What people get wrong.** They say no to everything, which helps Maria as little as it helps
# sales: A is good for her. They ask for consent to everything, though an employee's consent in
# front of her employer is hardly free. They think that the law distinguishes departments: within
# Wenlan it's the purpose that counts; another *company* is another matter.
