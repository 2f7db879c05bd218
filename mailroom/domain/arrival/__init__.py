"""Rules on arrival: what is done by itself with a mail that comes in (S66, N16).

``rule`` has the values, ``matching`` says which rules a mail meets, ``firing`` judges what a desk
says about that, ``checking`` whether a set of rules would work. A desk that has the mail's text
finds the rules it meets; the fold, which has no texts, applies what those rules say.
"""
