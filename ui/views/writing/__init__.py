"""Words while they are written: plain or formatted, with pictures, quotes and files.

No word that an input method has not yet finished is ever lost.
"""
