"""The screens: the only room that knows Textual and terminal cells."""
