"""Benchmarks: `python3 dev.py bench NAME`. Each prints figures, with --json one JSON object as the last line."""
