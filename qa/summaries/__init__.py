"""Summaries: an article to a few sentences, each with the quotes it rests on.

One article is summarized by its own sentences or by a model. `digest` reports on a topic;
`folder` summarizes many articles and loses nothing, however a run ends. Nothing here searches.
"""
