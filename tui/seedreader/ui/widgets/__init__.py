"""Widgets: each can stand alone, is told by attributes and tells by messages."""
