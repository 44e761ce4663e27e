"""The agency that a text names as its own: in a dateline, a byline or a closing credit."""

import re

_NAME = r"([A-Z][\w.&'’-]*(?: (?:of|and|[A-Z][\w.&'’-]*)){0,4})"
_DATELINE = re.compile(r"(?:^|\n)[^\n]{0,60}?\(" + _NAME + r"\)\s*(?:--?|[–—:])")
_CLOSING = re.compile(r"(?:[–—]|--|\(|Source: |Agency: )\s*" + _NAME + r"\)?\.?\s*$")
_WITH = re.compile(r"(?:^|\n)(?:By|From|Reporting by|Wire report:|With)\s+" + _NAME + r"\s*(?:\n|$)")
_AGENCY = re.compile(r"\b(Agency|Wire|Press|News|Reuters|AFP|AP|TASS|UPI|EFE|Service|Newswire|Bureau)\b")
_OPENING, _END = 400, 160


def wire_of(text: str) -> str | None:
    """The agency's name as the text gives it, or None where it names none.

    A name in brackets before the first dash of a dateline is one; elsewhere only a name with a word such as
    Agency, Wire or Press in it.
    """
    opening, end = text[:_OPENING], text.rstrip()[-_END:]
    found = _DATELINE.search(opening)
    if found is not None:
        return found[1]
    for pattern, stretch in ((_CLOSING, end), (_WITH, opening)):
        found = pattern.search(stretch)
        if found is not None and _AGENCY.search(found[1]):
            return found[1]
    return None
