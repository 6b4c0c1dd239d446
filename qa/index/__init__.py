"""The index: articles to the stores that are searched.

The catalog, the words, the vectors and the embedders that make them, generations that replace
one another whole, and what keeps them in step. What a question asks is not known here.
"""
