"""Which way of understanding pages the library's articles were read with."""

EXTRACTOR_VERSION = 2
"""Raised whenever `corpus` understands a page in another way: files are then read again."""
