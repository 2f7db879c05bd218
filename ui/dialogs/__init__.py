"""Dialogs: settings, first steps, phone case, pickers. No sending button is ever default."""
