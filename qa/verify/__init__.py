"""Verify: a saved record to a verdict.

Records and the Markdown made of them are read back, and their quotes and figures looked for in
the articles as they are now. Nothing is found again approximately.
"""
