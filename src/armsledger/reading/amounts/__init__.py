"""Amounts in English news text: how many things, and how much money."""

from armsledger.reading.amounts.counts import Count, find_counts
from armsledger.reading.amounts.money import Money, find_money

__all__ = ["Count", "Money", "find_counts", "find_money"]
