"""The index: from articles to the stores that are searched.

Here are the catalog, the lexical index, the vectors and the embedders that make them, the
generations that replace one another as a whole, and the code that keeps all of these in step.
Nothing here knows what a question asks.
"""
