"""The corpus: settings to the parts that answer, summarize and verify.

Every surface and every user of the library calls `Corpus`; `Reader` answers over one generation
of the index, and the diagnosis finds what is wrong with it. The rooms below decide what an answer
is and how it is found.
"""
