"""Folder: the summaries of many articles, made now or in a batch, and kept through any end."""
