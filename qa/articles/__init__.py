"""Articles: from a file to an Article and its chunks.

Decoding, front matter, markup to text, furniture dropped, sentences gathered into chunks. The
results are kept in `index`. A reader of another kind of file belongs here.
"""
