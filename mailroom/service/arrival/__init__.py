"""Rules on arrival at a desk (S66): looking at a mail, saying which rules it meets, trying out.

``looking`` reads what a rule may ask of a mail, ``finding`` says for each mail that comes which
rules it meets (once, at whichever desk is first), ``room`` is what the window and the command line
ask: the rules, their history, what they would do to the mail that is there.
"""
