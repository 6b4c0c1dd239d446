"""Digests: the articles on a topic to a timeline of events, each with its sources."""
