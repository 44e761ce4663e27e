"""The spotter: a small model beside the parser that proposes deeds and their fillers where no frame does."""

from armsledger.reading.spotting.model import SORTS, Names, Spots, Spotter, Spotting, load, sort_of

__all__ = ["SORTS", "Names", "Spots", "Spotter", "Spotting", "load", "sort_of"]
