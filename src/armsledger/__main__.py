"""`python -m armsledger` is the command `armsledger`."""

import sys

from armsledger.cli import main

sys.exit(main())
