"""The fast folding of running text is the plain one's."""

from hypothesis import example, given
from hypothesis import strategies as st

from armsledger.catalog import folding
from armsledger.catalog.folding import fold, fold_text

ODD = "ab C-\t\n\r \u00a0\u00e9\u0301\u200b\u2019\u2014\u0131\ufeff\u4e2d\U0001f600"


def plainly(text: str) -> tuple[str, list[int]]:
    """What folding means: drop, then turn each character into its plain one."""
    kept = [True] * len(text)
    for dropped in folding._DROPPED.finditer(text):
        kept[dropped.start() : dropped.end()] = [False] * len(dropped.group())
    offsets = [at for at, stays in enumerate(kept) if stays]
    return "".join(text[at] for at in offsets).translate(folding._TABLE), offsets


@given(st.text(alphabet=ODD, max_size=30) | st.text(max_size=60))
@example("\n \n  a")
@example("")
def test_running_text_is_folded_character_by_character(text: str) -> None:
    folded = fold_text(text)
    expected, offsets = plainly(text)
    assert folded.text == expected
    assert list(folded.letters) == [ord(character) for character in expected]
    assert (list(range(len(text))) if folded.offsets is None else folded.offsets.tolist()) == offsets


@given(st.text(alphabet=ODD, min_size=1, max_size=20))
def test_spans_lead_back_to_the_original(text: str) -> None:
    folded = fold_text(text)
    for at in range(len(folded.text)):
        start, end = folded.original(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_names_are_one_line() -> None:
    assert fold("T\u00fcrkiye\u2019s  Shahed\u2011136") == "Turkiye's Shahed 136"
