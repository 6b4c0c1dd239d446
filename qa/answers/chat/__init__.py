"""Chat: questions one after the other, each understood from those before it."""
