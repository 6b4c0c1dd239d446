"""Models: messages to a reply of any OpenAI-compatible server.

The client and its streams, retries and deadlines, prompts and what is framed in them, tokens,
prices and usage. What is asked of a model, and whether it is believed, is decided above.
"""
