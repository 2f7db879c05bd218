"""Mail that leaves, by the book (rules 13-17): slots, and every decision on the way out.

Lives here: what the journal must say around DATA. May not: talk to a server.
"""
