"""Finds the people, organisations and places that articles name, and links them across languages."""
