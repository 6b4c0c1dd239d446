"""The terminal: arguments to a screen.

Typer commands, options, progress bars and Rich rendering. A command parses, calls one function
of the library, and renders what comes back. Nothing here decides what an answer is, and no other
room imports typer or rich.
"""
