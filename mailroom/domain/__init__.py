"""What a team does with its mail: values, events, and the rules that judge them.

Lives here: cases, people, events, commands, queries, changes, the fold and its State port; and in
rooms of their own ``threads`` (which mail lies in which case), ``claims`` (the lock), ``sends``
(mail that leaves), ``escalations``, ``policies``, ``arrival``, ``templates``, ``search``, ``times``
(calendars and clocks) and ``records`` (the journal as the fold sees it).
May not: do I/O, know SQL, IMAP, SMTP or Qt, read a clock, or import anything outside the standard
library and ``mailroom.ids`` / ``mailroom.errors``. Time comes in as values (design rule 7).
"""
