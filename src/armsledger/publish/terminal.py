"""Untrusted text on a terminal: no control character of a document may act on the screen."""

import re

_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0 and C1: escape sequences start here
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # marks that reorder or hide what is shown
    "\ud800-\udfff]"  # lone surrogates cannot be written at all
)
_SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")


def plain(text: str, *, limit: int | None = None) -> str:
    """`text` on one line, its control characters shown as `�`; cut with `…` to `limit` characters."""
    shown = _CONTROLS.sub("�", _SPACES.sub(" ", text)).strip()
    if limit is not None and len(shown) > limit:
        return shown[: limit - 1].rstrip() + "…"
    return shown
