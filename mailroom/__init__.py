"""The core of Mailroom: everything but the window; no Qt anywhere below.

This file, main.py and bootstrap.py parse on Python 3.8, so that an old Python gets a sentence.
"""

__version__ = "0.1.0"
