"""Words before a text's first sentence that are no part of it: datelines and speakers' labels."""

import re

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\- ]{2,30}(?:, [A-Z][\w.'’\- ]{1,30}){0,2}(?:[,;] ?\w{3,9}\.? \d{1,2}(?:,? \d{4})?)?(?: ?\([^()\n]{1,40}\))? ?(?:—|–|--?) ?"
)
_LABEL = re.compile(r"(?:[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3}|Q|A)(?: \([^()\n]{1,40}\))?: ?")


def lead_end(text: str, start: int, end: int) -> int:
    """Where the sentence proper begins in text[start:end]: after a dateline or a speaker's label, else `start`."""
    for pattern in (_DATELINE, _LABEL):
        match = pattern.match(text, start, end)
        if match is not None and match.end() < end:
            return match.end()
    return start


def label(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The speaker's name in a label ("FARROW: ..."), as offsets; None for questions and where there is none."""
    match = _LABEL.match(text, start, end)
    if match is None or len(match.group()) < 5:
        return None
    stop = text.index(":", start)
    return start, stop
