"""The measure of the parts on a treebank."""

from pathlib import Path

import pytest
from evals import parts

SENTENCES = """\
# newdoc id = GUM_made_up
# text = On 3 May 2017 the minister of France arrived.
1\tOn\ton\tADP\tIN\t_\t2\tcase\t_\tDiscourse=ROOT:1:0
2\t3\t3\tNUM\tCD\t_\t0\troot\t_\tEntity=(1-time-new-nnnnn-cf1-2-sgl
3\tMay\tMay\tPROPN\tNNP\t_\t2\tnmod\t_\t_
4\t2017\t2017\tNUM\tCD\t_\t2\tnmod\t_\tEntity=1)
5\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\tEntity=(2-person-new-nnnnn-cf2-2-sgl
6\tminister\tminister\tNOUN\tNN\t_\t9\tnsubj\t_\t_
7\tof\tof\tADP\tIN\t_\t8\tcase\t_\t_
8\tFrance\tFrance\tPROPN\tNNP\t_\t6\tnmod\t_\tEntity=(3-place-new-nnnnn-cf3-1-sgl-France)2)
9\tarrived\tarrive\tVERB\tVBD\t_\t2\tacl\t_\tSpaceAfter=No
10\t.\t.\tPUNCT\t.\t_\t9\tpunct\t_\t_

# text = The minister of France said that talks would begin.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tDiscourse=attribution-positive:2->3:1
2\tminister\tminister\tNOUN\tNN\t_\t5\tnsubj\t_\t_
3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_
4\tFrance\tFrance\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(3-place-giv-nnnnn-cf3-1-sgl-France)
5\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
6\tthat\tthat\tSCONJ\tIN\t_\t9\tmark\t_\tDiscourse=context-background:3->1:1
7\ttalks\ttalk\tNOUN\tNNS\t_\t9\tnsubj\t_\t_
8\twould\twould\tAUX\tMD\t_\t9\taux\t_\t_
9\tbegin\tbegin\tVERB\tVB\t_\t5\tccomp\t_\tSpaceAfter=No
10\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """Two sentences with their entities and units."""
    path = tmp_path / "made-up.conllu"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


def test_entities_and_units_keep_their_places(treebank: Path) -> None:
    """Spans are those of the words in the text."""
    (document,) = parts.documents(treebank)
    shown = [(document.text[slice(*span)], sort) for span, sort, _ in document.entities]
    assert ("3 May 2017", "time") in shown and ("the minister of France", "person") in shown
    assert document.attributing == {2: 3}
    assert document.text[slice(*document.units[2])] == "The minister of France said"


def test_what_is_read_is_held_against_what_is_marked(
    treebank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One time, one speaker and two states, all read."""
    assert parts.main([str(treebank)]) == 0
    lines = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()[1:]}
    assert lines["times"] == ["1", "1", "1.000", "1.000", "1.000"]
    assert lines["speakers"] == ["1", "1", "1.000", "1.000", "1.000"]
    assert lines["states"] == ["2", "2", "1.000", "1.000", "1.000"]


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, and the status of a wrong call."""
    assert parts.main([str(tmp_path / "none.conllu")]) == 2
    assert "no such file" in capsys.readouterr().err
