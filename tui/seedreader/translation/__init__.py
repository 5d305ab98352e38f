"""Translations: where they come from, the engines that make them, and what looks wrong in them."""
