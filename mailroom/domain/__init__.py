"""What a team does with its mail: values, events, and the rules that judge them.

Lives here: cases, people, events, commands, the fold and its State port, policy, queries, changes.
May not: do I/O, know SQL, IMAP, SMTP or Qt, read a clock, or import anything outside the standard
library and ``mailroom.ids`` / ``mailroom.errors``. Time comes in as values (design rule 7).
"""
