"""The desktop window (Qt).

Lives here: app, bridge, tasks, ops, actions, text, theme, icons, main_window; models, views,
dialogs. May import from the core only ``mailroom.service``, ``.domain``, ``.errors``, ``.ids``,
``.settings`` (and ``.clock``); nothing here writes SQL, opens sockets or decides a rule.
"""
