"""``python -m solieu``: the command line, where the ``solieu`` program is not on the path."""

import sys

from solieu.cli import main

if __name__ == "__main__":
    sys.exit(main())
