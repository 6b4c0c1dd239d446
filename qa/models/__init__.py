"""Models: from messages to a reply of any OpenAI-compatible server.

The client and its streams, retries and deadlines, prompts and what is framed in them, tokens,
prices and usage. What to ask a model, and whether to believe it, is decided in the rooms above.
"""
