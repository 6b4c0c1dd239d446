"""The index: the catalog, the lexical index, the vectors, and what keeps them in step."""
