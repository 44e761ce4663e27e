"""Times in English news text: found, and resolved to days of the calendar."""

from armsledger.reading.times.expression import TimeExpression
from armsledger.reading.times.finding import find_times
from armsledger.reading.times.headings import chronology, log_headings

__all__ = ["TimeExpression", "chronology", "find_times", "log_headings"]
