"""Times in English news text: found, and resolved to days of the calendar."""

from armsledger.reading.times.expression import TimeExpression
from armsledger.reading.times.finding import find_times
from armsledger.reading.times.headings import log_headings

__all__ = ["TimeExpression", "find_times", "log_headings"]
