"""Chat: questions one after another, each understood from those before it."""
