"""The page in a real browser: what pointer, keyboard, filters and printer do. All invented."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from tests.publish.chromium import PROGRAM, Tab, chromium
from tests.publish.test_page import HOSTILE, TEXT, claim_of, document_of, reading_of, three_claims

from armsledger.model import Quote
from armsledger.publish.page import render

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with chromium() as tab:
        yield tab


@pytest.fixture
def page(tab: Tab, tmp_path: Path) -> Tab:
    """The three claims, opened."""
    return shown(tab, tmp_path, render(document_of(TEXT), reading_of(*three_claims())))


def shown(tab: Tab, folder: Path, html: str, width: int = 1400) -> Tab:
    (folder / "page.html").write_text(html, encoding="utf-8")
    tab.open(folder / "page.html", width)
    return tab


def lit(tab: Tab) -> list[str]:
    found: list[str] = tab.evaluate("[...document.querySelectorAll('.card.lit')].map(card => card.id)")
    return found


def test_the_browser_has_nothing_to_complain_of(page: Tab) -> None:
    assert page.evaluate("document.documentElement.classList.contains('scripted')")
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    assert page.complaints == []


def test_pointing_at_words_lights_the_card_and_the_innermost_claim_first(page: Tab) -> None:
    page.point_at('mark[data-claims="2"]')
    assert lit(page) == ["claim-2"]
    page.point_at('mark[data-claims="3"]')
    assert lit(page) == ["claim-3"]
    page.point_at("h1")
    assert lit(page) == []


def test_pointing_at_a_card_lights_its_words_and_names_their_roles(page: Tab) -> None:
    page.point_at("#claim-2 h3")
    assert page.evaluate("[...document.querySelectorAll('mark.lit')].every(m => m.dataset.claims == '2')")
    labels = page.evaluate("[...document.querySelectorAll('.part.lit')].map(part => part.dataset.label)")
    assert labels == ["supplier", "time", "quantity", "system", "value", "said by"]


def test_clicking_again_goes_on_to_the_claim_around(page: Tab) -> None:
    page.point_at('mark[data-claims="3"]', click=True)
    assert lit(page) == ["claim-3"]
    page.point_at('mark[data-claims="3"]', click=True)
    page.point_at("h1")
    assert lit(page) == ["claim-2"]


def test_keys_step_through_the_claims_and_escape_clears(page: Tab) -> None:
    page.press("j")
    page.press("j")
    assert lit(page) == ["claim-2"]
    assert page.evaluate("document.activeElement.id") == "ref-2"
    page.press("k")
    page.press("k")
    assert lit(page) == ["claim-1"]
    page.press("Escape")
    assert lit(page) == []
    assert page.evaluate("document.activeElement === document.body")


def test_focus_lights_a_claim(page: Tab) -> None:
    page.evaluate("document.querySelector('#claim-3 .number').focus()")
    assert lit(page) == ["claim-3"]


def test_filters_hide_cards_and_highlights_and_reset_shows_all(page: Tab) -> None:
    page.point_at('input[value="production"]', click=True)
    assert page.evaluate("document.getElementById('shown').textContent") == "2 of 3 claims shown"
    assert page.evaluate("[...document.querySelectorAll('[data-claim=\"3\"]')].every(one => one.hidden)")
    assert page.evaluate("document.querySelector('mark[data-claims=\"3\"]').classList.contains('off')")
    page.point_at('input[value="probable"]', click=True)
    assert page.evaluate("document.getElementById('shown').textContent") == "1 of 3 claims shown"
    page.point_at('button[type="reset"]', click=True)
    page.evaluate("new Promise(done => setTimeout(done, 20))")
    assert page.evaluate("document.getElementById('shown').textContent") == "3 claims"


def test_the_theme_can_be_chosen(page: Tab) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    page.point_at("#theme", click=True)
    light = page.evaluate(colour)
    page.point_at("#theme", click=True)
    assert light != page.evaluate(colour)


@pytest.mark.parametrize("width", [360, 420, 760, 1100])
def test_no_width_makes_the_page_scroll_sideways(tab: Tab, tmp_path: Path, width: int) -> None:
    text = TEXT + " " + "Kite" * 60
    shown(tab, tmp_path, render(document_of(text, title="Kite" * 60), reading_of(*three_claims())), width)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_folded_is_printed(page: Tab) -> None:
    printed = base64.b64decode(page.call("Page.printToPDF")["data"])
    words = "".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(printed))
    assert "frame supply: <delivered>" in words
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0


def test_a_hostile_document_runs_nothing_and_reaches_nothing(tab: Tab, tmp_path: Path) -> None:
    words = " ".join(HOSTILE) + ' <img src="https://example.org/x.png"><style>*{display:none}</style>'
    claim = claim_of(words, words, why=(words,), quote=Quote(words, 0, len(words)))
    shown(tab, tmp_path, render(document_of(words, title=words), reading_of(claim)))
    assert tab.complaints == []
    assert tab.evaluate("document.scripts.length") == 1
    assert tab.evaluate("document.images.length + document.styleSheets.length") == 1
    assert tab.evaluate("performance.getEntriesByType('resource').length") == 0
    assert tab.evaluate("document.querySelectorAll('.card').length") == 1


def test_the_policy_stops_a_script_that_got_in(tab: Tab, tmp_path: Path) -> None:
    """As if escaping had failed: the second wall holds by itself."""
    html = render(document_of(TEXT), reading_of())
    shown(tab, tmp_path, html.replace("</main>", "<script>window.intruder = 1</script></main>"))
    assert tab.evaluate("window.intruder === undefined")
    assert any("Content Security Policy" in complaint for complaint in tab.complaints)


def test_five_hundred_claims_stay_nimble(tab: Tab, tmp_path: Path) -> None:
    text = "\n".join(["Norland delivered six drones to Sudland, the Post said. " * 8] * 450)
    step = len(text) // 500
    claims = [claim_of("Norland", quote=Quote("x", n * step, n * step + 55)) for n in range(500)]
    shown(tab, tmp_path, render(document_of(text), reading_of(*claims)))
    took = tab.evaluate(
        "(() => { const began = performance.now();"
        "const box = document.querySelector('input[value=certain]');"
        "box.click(); box.click(); document.body.offsetHeight; return performance.now() - began; })()"
    )
    assert took < 1500  # milliseconds for two passes of filtering and one of layout
