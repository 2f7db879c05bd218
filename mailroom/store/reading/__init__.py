"""What the window and the command line show: short look-ups, safe from any thread.

May not: write.
"""
