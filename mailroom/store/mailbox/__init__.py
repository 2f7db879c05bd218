"""Mail on this PC, and where every UID of the mailbox went (R1, I13)."""
