"""Summaries: an article to a few sentences, each with what it rests on.

Of one article, by its own sentences or by a model; `digest` tells of a topic, `folder` makes the
summaries of many articles and keeps them through any end. Nothing here searches.
"""
