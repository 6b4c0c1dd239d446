"""Language: from a text to what it says.

Scripts and characters, the dictionary, romanised names, names, quantities and times. Everything
here takes text and returns values: no user's file, no index and no model.
"""
