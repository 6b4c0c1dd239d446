"""Search: from a question to the passages and sentences that may answer it.

What is asked for, the terms and their forms, the fusion of the signals, reprints as one hit, and
the weights of sentences. Finding the answer in a sentence is for `reading`.
"""
