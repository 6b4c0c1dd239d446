"""The corpus: settings to the parts that answer, summarize and verify.

`Corpus` is what every surface and every user of the library calls, `Reader` answers over one
generation of the index, and the diagnosis says what is wrong with it. What an answer is, or how
it is found, is decided in the rooms below.
"""
