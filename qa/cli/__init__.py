"""The terminal interface: from arguments to a screen.

Typer commands, options, progress bars and Rich rendering. A command parses its arguments, calls one
function of the library, and renders the result. Nothing here decides what an answer is, and no
other room imports typer or rich.
"""
