"""Internal mails of an escalation: which are owed, and their words, plain and as HTML (rule 31).

Lives here: matters (what a mail is about), letters and their words, digests. May not: send.
"""
