"""The English model: tags, lemmas and a dependency tree for each sentence, offline and on one core."""

from armsledger.reading.english.parser import English, Parse, load

__all__ = ["English", "Parse", "load"]
