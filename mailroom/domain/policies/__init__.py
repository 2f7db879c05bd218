"""What a team has agreed on: levels, people, categories, criteria, contacts' handling (S01-S30).

Lives here: the policy as a value, its defaults and its check, and what it suggests for a case.
May not: change a case; a suggestion becomes something only when a person or a step acts on it.
"""
