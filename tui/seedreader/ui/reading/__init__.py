"""An article as rows of two panes: pure, no Textual."""
