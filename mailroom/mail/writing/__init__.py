"""A mail as bytes: the same draft gives the same bytes on every try (rule 16).

Lives here: composing, charsets that go out, ids of our own, what Outlook wants. May not: send.
"""
