"""The desktop window (Qt).

Lives here: app, bridge, tasks, ops, actions, theme, icons, the windows; models, views, dialogs;
``wording`` (what the window says), ``acts`` (what its actions do) and ``shots`` (pictures of it
all). May import from the core only ``mailroom.service``, ``.domain``, ``.errors``, ``.ids``,
``.settings`` (and ``.clock``); ``app`` and ``shots`` also start ``mailroom.practice``, since
somebody must. Nothing here writes SQL, opens sockets or decides a rule.
"""
