"""What people type into the search field, understood: words, conditions, days.

Owns the language of the search and nothing else: what a text holds is ``mail.search_text``'s, where
it is looked up ``store.searching.search``'s. May not: know a label, a member or a clock by itself.
"""
