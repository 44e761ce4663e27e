"""Words before a sentence that are no part of it: datelines and the labels of speakers."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from armsledger.reading.segmentation import Sentence

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\- ]{2,30}(?:, [A-Z][\w.'’\- ]{1,30}){0,2}"
    r"(?:[,;] ?\w{3,9}\.? \d{1,2}(?:,? \d{4})?)?(?: ?\([^()\n]{1,40}\))?(?: ?(?:—|–|--) ?| - )"
)
_NAME = r"[A-Z][\w.'’\-]*(?: (?:(?:al|de|der|van|von|bin|ibn|el)[ -])?[A-Z][\w.'’\-]*){0,4}"
_LABEL = re.compile(
    rf"(?:(?:Answer|Reply|Statement|Question)\b[^:\n]{{0,60}}?)?({_NAME})"
    r"(?: ?\([^()\n]{1,60}\))?: (?=[\"“'A-Z])"
)
_NO_SPEAKER = frozenset(
    [
        "In",
        "On",
        "At",
        "The",
        "By",
        "For",
        "News",
        "Headlines",
        "Report",
        "Note",
        "Update",
        "Correction",
        "Photo",
        "Caption",
        "Source",
        "Sources",
        "Background",
        "Summary",
        "Key",
        "Analysis",
        "Opinion",
        "Comment",
        "Read",
        "Related",
        "See",
        "Also",
        "Left",
        "Right",
        "Above",
        "Below",
        "Pictured",
        "Title",
        "Subject",
        "Date",
        "From",
        "To",
        "Topics",
        "Tags",
        "Figure",
        "Table",
        "Box",
        "Breaking",
        "Anchor",
        "Correspondent",
        "Host",
        "Interviewer",
        "Moderator",
        "Narrator",
        "Newsreader",
        "Presenter",
        "Exclusive",
        "Factbox",
        "Timeline",
    ]
)


_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|The Hon)\.? (?=[A-Z])")


def lead_end(text: str, start: int, end: int) -> int:
    """Where the sentence proper begins in text[start:end]: after a dateline or a label, else `start`."""
    match = _DATELINE.match(text, start, end)
    if match is not None and match.end() < end:
        return match.end()
    found = _speaker(text, start, end)
    return found[2] if found is not None else start


def labels(text: str, sentences: Sequence[Sentence]) -> Mapping[int, tuple[int, int]]:
    """For each paragraph that a label opens, the offsets of the speaker's name.

    Where no label comes twice, a speaker keeps the floor to the next label or the end (an answer in several
    paragraphs); in an interview the unlabelled paragraphs are the questions.
    """
    opened: dict[int, tuple[int, int]] = {}
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.paragraph not in seen:
            seen.add(sentence.paragraph)
            found = _speaker(text, sentence.start, sentence.end)
            if found is not None:
                opened[sentence.paragraph] = found[:2]
    counts = Counter(text[start:end] for start, end in opened.values())
    opened = {p: span for p, span in opened.items() if _is_person(text[slice(*span)], counts)}
    if not opened or max(counts.values()) > 1:
        return opened
    speaker, spread = None, {}
    for paragraph in sorted(seen):
        speaker = opened.get(paragraph, speaker)
        if speaker is not None:
            spread[paragraph] = speaker
    return spread


def _is_person(name: str, counts: Counter[str]) -> bool:
    """A label that comes again, or the full name of somebody; one loud word is a heading."""
    return counts[name] > 1 or (" " in name and not name.isupper())


def _speaker(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    match = _LABEL.match(text, start, end)
    if match is None or match.end() >= end:
        return None
    if match.group(1).split()[0].title() in _NO_SPEAKER:
        return None
    honorific = _HONORIFIC.match(text, match.start(1), match.end(1))
    return honorific.end() if honorific else match.start(1), match.end(1), match.end()
