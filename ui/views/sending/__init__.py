"""Mail that was written and has not arrived: the last seconds, the outbox, mail held back."""
