"""The use cases that the command line, notebooks and other faces share, one module each."""
