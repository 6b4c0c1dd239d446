"""Language: a text to what it says.

Scripts and characters, the dictionary, romanised names, names, quantities and times. Everything
here takes text and gives values: no file of the user, no index and no model.
"""
