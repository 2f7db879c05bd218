"""The team's texts as the window and the command line use them.

``room`` reads, fills in and offers them; ``sheet`` carries them as a spreadsheet.
"""
