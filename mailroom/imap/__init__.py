"""The only place that knows imapclient.

Lives here: client (a typed adapter with deadlines), fetch (one pass over one folder), watch (IDLE).
May not: parse mail, know cases, or write to a store; every failure is a ``mailroom.errors`` class.
"""
