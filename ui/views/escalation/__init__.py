"""The escalation: the form, the request, the call, the answers, how far it is."""
