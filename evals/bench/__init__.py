"""Benchmarks: `python3 dev.py bench NAME`. Each prints figures; --json ends with one JSON object."""
