"""The screens: the only room that knows Textual and terminal cells."""

import os

# Textual reads this when it is imported. At its default of 60 pictures a second, a key waits up to
# 17 ms before its effect is painted, however little there is to do; nothing is painted unasked.
os.environ.setdefault("TEXTUAL_FPS", "120")
