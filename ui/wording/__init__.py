"""What the window says: facts in, sentences out, in the language of whoever looks.

Lives here: names of things, times and people in words, a sentence for each event, refusal and
problem. May not: know widgets or read from the room.
"""
