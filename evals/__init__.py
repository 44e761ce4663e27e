"""Annotated passages, the scorer and the gate: how well the reader reads, measured."""
