"""Bytes to a mail as people read it; never raises, never hangs (R4).

Lives here: structure, headers, charsets, dates, file names, sealed and enclosed parts. May not:
decide what a mail means to a case.
"""
