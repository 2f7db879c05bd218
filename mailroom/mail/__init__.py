"""The only place that reads and writes mail as bytes.

Lives here: parse, charset, threads (header facts), compose, html (sanitise), quote.
May not: do I/O, open a socket or a file, or raise on hostile input (``parse_mail`` never raises).
"""
