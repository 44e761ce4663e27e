"""Untrusted text on a terminal: no control character of a document may act on the screen."""

import re

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0 and C1: escape sequences start here
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # marks that reorder or hide what is shown
    "\ud800-\udfff]"  # lone surrogates cannot be written at all
)
_SPACE = re.compile(r"\s")


def visible(text: str) -> str:
    """`text` with each control character shown as `�` and each white space as a space: as long as it was."""
    return _CONTROLS.sub("�", _SPACE.sub(" ", text))


def plain(text: str, *, limit: int | None = None) -> str:
    """`text` made visible on one line, without runs of spaces; cut with `…` to `limit` characters."""
    shown = " ".join(visible(text).split())
    if limit is not None and len(shown) > limit:
        return shown[: limit - 1].rstrip() + "…"
    return shown
