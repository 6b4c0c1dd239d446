"""Articles: a file to an Article and its chunks.

Decoding, front matter, markup to text, furniture dropped, sentences gathered into chunks. What
is made of them is kept in `index`. A reader of another kind of file belongs here.
"""
