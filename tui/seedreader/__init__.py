"""Read foreign news in a terminal: originals and offline translations side by side."""

__version__ = "0.1.0"
