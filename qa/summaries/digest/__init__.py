"""Digests: the articles on a topic to its events, each with its sources."""
