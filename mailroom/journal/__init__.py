"""The team's one totally ordered journal of events (design section 4).

Lives here: codec (events <-> bytes, HMAC), frame (the mail around them), port (Protocol), local,
imap_folder, replicate.
May not: judge an event (the fold does), or know Qt, SQL or a case's meaning.
"""
