"""`reader` and `python -m reader`."""

from __future__ import annotations

import sys

from reader.cli.entry import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
