"""Characters that a browser would hide, reorder or refuse, shown as signs."""

import re

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTIONS = {"\u202a": "⟦LRE⟧", "\u202b": "⟦RLE⟧", "\u202c": "⟦PDF⟧", "\u202d": "⟦LRO⟧", "\u202e": "⟦RLO⟧"}


def visible(text: str) -> str:
    """`text` with a sign for each character a reader would otherwise not see or be misled by.

    Control characters become their pictures (NUL: ␀), embeddings and overrides of the writing
    direction a tag such as ⟦RLO⟧, lone surrogates and noncharacters U+FFFD. Nothing is dropped.
    """
    return _UNSEEN.sub(lambda found: _sign(found.group()), text)


def _sign(character: str) -> str:
    if character in _DIRECTIONS:
        return _DIRECTIONS[character]
    if character == "\x7f":
        return "␡"
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"
