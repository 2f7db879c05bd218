"""The only place that reads and writes mail as bytes.

Lives here: ``reading`` (bytes to a parsed mail), ``writing`` (a mail to bytes), ``html`` (made
safe, and our own small one), ``machines`` (mail that nobody typed); beside them what a thread, an
answer and a quote are. May not: do I/O, open a socket or a file, or raise on hostile input
(``parse_mail`` never raises).
"""
