"""Run the reader: `python -m seedreader`."""

import sys

from seedreader.cli import main

sys.exit(main())
