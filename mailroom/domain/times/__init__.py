"""Business time: calendars, zones, holidays, and the clocks of a case (S45, N21-N24).

Lives here: deadlines as pure functions of calendar, pauses and events. May not: read a clock.
"""
