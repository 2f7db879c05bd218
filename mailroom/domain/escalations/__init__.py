"""Escalation as an object with a life of its own (rule 31): asked, routed, stepped, answered.

Lives here: the row and its events, who is asked and what follows if nobody answers, the internal
mails owed, and what an answer does. May not: send anything or read a clock; time comes in.
"""
