"""Whom a speaker speaks for, by what stands beside him in the text. All names are invented."""

import pytest
from tests.analysis.made import KINSHIP

from armsledger.analysis.traces import Trace, traces
from armsledger.model import Claim, ClaimSource, Quote

SAYS = "The drones have come"


def trace_of(text: str, speaker: str, kind: str = "named", before: str | None = None) -> Trace:
    """What the text tells of whoever says that the drones have come; `before` spoke before him."""
    made = []
    for place, words in enumerate([one for one in (before, speaker) if one]):
        at = text.index(words)
        source = ClaimSource(kind, words, at, at + len(words))  # type: ignore[arg-type]
        start = text.index(SAYS) if words == speaker else 0
        made.append(
            Claim("a", "transfer", "delivered", (), Quote(text[start : start + 9], start, start + 9),
                  sources=(source,), confidence=0.1 * (place + 1))
        )  # fmt: skip
    return traces(text, "The Invented Herald", made, KINSHIP)[made[-1].id]


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "state"),
    [
        (f"{SAYS}, the Chadian defence minister, Abo Xyl, said.", "Abo Xyl", "named", "TCD"),
        (f"{SAYS}, an officer of the Chadian army said.", "an officer of the Chadian army", "anonymous",
         "TCD"),
        (f"{SAYS}, said an official in the Kazakh defence ministry.", "an official", "anonymous", "KAZ"),
        (f"Sri Lanka is content. {SAYS}, Sri Lanka was told by an officer of its air force.", "an officer",
         "anonymous", "LKA"),
        (f"An officer of the Chadian army was asked. {SAYS}, the same officer said.", "the same officer",
         "anonymous", "TCD"),
        (f"Qatar and Niger sign a defence pact, two people said. {SAYS}, they said.", "two people",
         "anonymous",
         None),
        (f"An Iranian diplomat told the Panel. The Panel finds: {SAYS}.", "Panel", "named", None),
        (f"{SAYS}, says the Israeli defence analyst Abo Xyl.", "Abo Xyl", "named", None),
        (f"{SAYS}, says Abo Xyl, a former Chadian general.", "Abo Xyl", "named", None),
    ],
)  # fmt: skip
def test_the_state_that_a_speaker_speaks_for(text: str, speaker: str, kind: str, state: str | None) -> None:
    assert trace_of(text, speaker, kind).speaks_for == state


@pytest.mark.parametrize(
    ("text", "before", "firm"),
    [
        (f"{SAYS}, said Abo Xyl, a spokeswoman for Sarytau Aero.", None, "Sarytau Aero"),
        (f"{SAYS}, Sarytau Aero's director, Abo Xyl, said.", None, "Sarytau Aero"),
        (f"{SAYS}, Sarytau Aero chief executive Abo Xyl said.", None, "Sarytau Aero"),
        (f"It pays, Sarytau Aero wrote. {SAYS}, said its director, Abo Xyl.", "Sarytau Aero", "Sarytau Aero"),
        (f"{SAYS}, said Abo Xyl, who was there.", None, None),
    ],
)
def test_the_firm_that_a_speaker_is_of(text: str, before: str | None, firm: str | None) -> None:
    assert trace_of(text, "Abo Xyl", before=before).of == firm
