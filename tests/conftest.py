"""What every test can have; the two modules say what it gets and what it must not do."""

pytest_plugins = [
    "tests.guards",  # no outside network, no surprising logs, nothing left running, an empty home
    "tests.fakes.servers",  # mail_server, practice_server, dovecot_server
]
