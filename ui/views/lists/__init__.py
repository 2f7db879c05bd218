"""Cases to choose from: the list, its rows, its search field, what is done to many."""
