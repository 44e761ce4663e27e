"""The terminal's face: a thin layer over `armsledger.workflow`.

Data goes to standard output, talk to standard error. Exit codes: 0 clean, 1 problems found, 2 wrong
usage, 3 failure; 130 after Ctrl-C, 141 where the reader of our output went away.
"""

from armsledger.cli.running import main

__all__ = ["main"]
