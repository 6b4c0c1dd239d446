"""Answers questions about a folder of news articles, and proves every word of it."""
