"""Full-text search: what is indexed, and the words of a search as SQL."""
