"""Which mail lies in which case, and why (rules 22-27).

Lives here: announcing, grouping of untouched cases, membership of touched ones, the guard against
forged References, and what a case says about its mails. May not: look at bytes of a mail.
"""
