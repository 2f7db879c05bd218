"""Mail that machines wrote: recognised, and what it tells (behaviours 5.3).

Lives here: automatic mail, absences, delivery reports and their reasons. May not: answer any.
"""
