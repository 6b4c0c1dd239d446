"""Verify: a saved record to a verdict.

Records, and the Markdown made from them, are read back, and their quotes and figures are looked
up in the articles as they are now. A quote counts as found only where it stands exactly.
"""
