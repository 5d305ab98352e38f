"""How to start Python so that an interrupt reaches it.

What is started in the background, as tests may be, ignores interrupts, and so does what it starts.
"""

import sys

_LAUNCH = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""

INTERRUPTIBLE = (sys.executable, "-c", _LAUNCH)
"""The beginning of a command; Python's own arguments follow."""
