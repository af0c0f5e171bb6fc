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
# Stuck? Open the hints, one at a time.

# %%
from customerlab.market.randomness import market_seed
from customerlab.notebook import bar_chart, check
from customerlab.simulations import ChannelFiles

files = ChannelFiles(market_seed())
files.data["clean"].head()

# %% [markdown]
# ## Lesson 1 · Who is the customer?

# %% [markdown]
# ## Lesson 2 · Clean names and keys

# %% [markdown] role="prompt" exercise="clean_names"
# ### One form for every name
#
# The call centre and the salesmen each write names in their own way, and next month a third list will
# come, of visitors to a trade fair. Wenlan wants one recipe for all of them.
#
# Write the function `clean_name(name)`. It returns the name in this form:
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
# | name | `clean_name(name)` |
# |---|---|
# | `"CHEN MARIA"` | `"chen maria"` |
# | `"Ms Chen, Mariah"` | `"chen mariah"` |
# | `"Prof. Dr. Lin, Xiao-Ling"` | `"lin xiaoling"` |
# | `"Wang/Fang (Mrs.)"` | `"fang wang"` |
# | `"Mr Drew Xu"` | `"drew xu"` |
#
# Then use it. Store in `known_callers`, a whole number, how many entries of the salesmen's list
# (`cards`) have a cleaned name that also stands on the call centre's list (`calls`).
#
# The function earns 2 points, the number 1.

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
unseen = ["  Miss   Wang  Fang ", "Chen,Maria", "Dr.", "", nothing, "MISSY DREXLER", "Li.Mr.Bo"]
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
# The new web form lets people type what they like in the field "phone", and they do. Write the function
# `clean_phone(phone)`. It returns the number as text, in this form:
#
# - without extension: everything from `ext` on is dropped, whether it is written ext, Ext or EXT;
# - digits only;
# - without the country code, `0086` or `86` at the beginning of the digits;
# - with the zero of the area code, which gets lost behind a country code: if what is left begins with
#   `574`, put a `0` before it.
#
# If fewer than seven digits are left, that was no phone number: return `None`, Python's word for nothing.
# For a missing phone return `None`, too.
#
# | phone | `clean_phone(phone)` |
# |---|---|
# | `"101 2345 6789"` | `"10123456789"` |
# | `"+86 101-8645-6789"` | `"10186456789"` |
# | `"0574-1123 4567 Ext. 12"` | `"057411234567"` |
# | `"+86 574 1123 4567"` | `"057411234567"` |
# | `"n/a"` | `None` |
#
# Then use it. The call centre keeps the number that called. Store in `from_firms`, a whole number, how
# many of its entries (`calls`) have a cleaned number that also stands on the salesmen's list (`cards`). A
# missing number agrees with nobody.
#
# The function earns 2 points, the number 1.

# %% [markdown] role="hints" exercise="clean_phones"
# 1. Take "+86 574 1123 4567" and "0574-1123 4567 Ext. 12", and write down by hand what is left after each
#    rule. Which rule has to come before the digits are collected?
# 2. Ask for a missing phone first. `lower` makes all extensions alike, `split("ext")[0]` keeps what is
#    before them. Collect the digits in a loop, take off the country code with `removeprefix`, then
#    ask two questions with `if`: does it begin with 574, and is it too short (`len`)? For the number,
#    keep only entries whose phone is not missing.
# 3. After the loop: `digits = digits.removeprefix("0086").removeprefix("86")`, then
#    `if digits.startswith("574"):` with `digits = "0" + digits`, then `if len(digits) < 7:` with
#    `return None`. For the number: `known = calls[calls["phone"].notna()]`, then
#    `known["phone"].apply(clean_phone).isin(...).sum()`.

# %% role="answer" exercise="clean_phones"
import pandas as pd

calls = files.data["phone"]
cards = files.data["sales"]


def clean_phone(phone):
    digits = ...
    ### BEGIN SOLUTION
    if pd.isna(phone):
        return None
    digits = ""
    for character in phone.lower().split("ext")[0]:
        if character.isdigit():
            digits = digits + character
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
unseen = unseen + [nothing, "Tel. 123456", "Tel. 1234567"]
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
# The usual mistakes: extensions in capitals not found; landlines without their zero; a missing value
# handed to `lower`, which stops the recipe; and calls from unknown numbers counted as calls from firms,
# since `isin` finds a missing value among missing values.

# %% [markdown]
# ## Lesson 3 · Are these two the same?

# %% [markdown]
# ## Lesson 4 · One customer view
