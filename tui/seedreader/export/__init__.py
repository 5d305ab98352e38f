"""Articles on their way out: what an export holds, how it is written, read again and checked.

Nothing here knows the library. Texts are harmless before they come here (`corpus.sanitise`); the
writers escape them once more for their format.
"""
