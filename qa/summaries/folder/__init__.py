"""Folder: summaries of many articles, made now or in a batch, safe however a run ends."""
