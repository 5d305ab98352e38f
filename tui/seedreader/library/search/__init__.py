"""Searching the library: the query language, the index, and the hits in an article's text.

Importing this package is cheap: ask the modules for what you need.
"""
