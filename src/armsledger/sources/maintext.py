"""Which blocks of a page are the article: not its navigation, notices, teasers, comments or footer.

Three steps: strike out elements that say by name or role that they are no article; find the smallest
element that holds nearly all the prose that is left; drop what in it is links or stock phrases.
The decision and its figures are in docs/adr/0005-sources-and-offset-maps.md.
"""

import re
from dataclasses import dataclass

from armsledger.sources.blocks import Block, Element, Page
from armsledger.sources.boilerplate import (
    FIRMLY_STRUCK,
    STOCK,
    STRUCK_ELEMENTS,
    STRUCK_PAIRS,
    STRUCK_ROLES,
    STRUCK_WORDS,
)

_NEVER_STRUCK = frozenset(("html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"))
_MOST_STRUCK_PROSE = 0.4
_MOST_FIRMLY_STRUCK_PROSE = 0.7
"""An element that holds more of the page's prose than this is a wrapper, whatever its name."""

_BODY_NAMES = re.compile(
    r"(?:article|story|post|entry|news|page|single)[-_]{0,2}(?:body|content|text|copy|detail)|body[-_]?(?:text|copy)|"
    r"content[-_]{0,2}(?:body|article|text)|articlebody|rich[-_]?text|wysiwyg",
    re.I,
)
_WORDS = re.compile(r"[A-Za-z][a-z]*|[A-Z]+(?![a-z])")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\d*$|[。！？]$")

_STATE_PREFIXES = ("has-", "with-", "no-", "is-", "js-", "tag-", "category-")
"""Such a class tells what an article has or is about, not what its element is."""
_MOST_WORDS = 5
"""A longer name is a heading made into an address, and says nothing of its element."""
_PROSE_LETTERS = 80
_SHORT_PROSE_LETTERS = 25
_REPEATED_LETTERS = 60
_FEW_LINKED = 0.15
_MOST_LINKED = 0.5
_ALL_LINKED = 0.85
_BODY_SHARE = 0.3
_PARTS_SHARE = 1.15
_LEAD_BLOCKS = 30
_MOST_PARTS = 1000
_NESTING = 100
_DESCENT_SHARE = 0.92


@dataclass(slots=True)
class _Weights:
    """Prose characters in each element's subtree, all and those not struck out."""

    own: list[int]
    kept: list[int]
    struck: list[bool]


def choose_blocks(page: Page) -> list[Block]:
    """The blocks of the article in order; empty where the page holds no prose at all."""
    weights = _weigh(page)
    root = _find_root(page, weights)
    inside = _inside(page.elements, root)
    kept = [block for block in page.blocks if block.element < 0 or not weights.struck[block.element]]
    if root < 0:
        return _without_stock(page, kept)
    body = [at for at, block in enumerate(kept) if block.element >= 0 and inside[block.element]]
    head = _lead(page, kept[: body[0]]) if body else []
    return _without_stock(page, head + [kept[at] for at in body])


def _lead(page: Page, before: list[Block]) -> list[Block]:
    """The headline and standfirst that stand just before the body, if they do."""
    near = before[-_LEAD_BLOCKS:]
    headlines = [at for at, block in enumerate(near) if _is_headline(page, block)]
    if not headlines:
        return []
    following = near[headlines[-1] + 1 :]
    return [
        near[headlines[-1]],
        *(block for block in following if prose(block) and block.link_share < _FEW_LINKED),
    ]


def prose(block: Block) -> int:
    """The characters of running prose in a block: 0 for what is short or mostly links."""
    size = len(block.text)
    if block.link_share > _MOST_LINKED:
        return 0
    if size >= _PROSE_LETTERS or (size >= _SHORT_PROSE_LETTERS and _SENTENCE_END.search(block.text)):
        return size - block.linked
    return 0


def _weigh(page: Page) -> _Weights:
    elements = page.elements
    own = [0] * len(elements)
    for block in page.blocks:
        if block.element >= 0:
            own[block.element] += prose(block)
    here = own.copy()
    _sum_up(elements, own)
    whole = sum(here)
    holds_headline = [int(_holds_headline(element)) for element in elements]
    _sum_up(elements, holds_headline)
    struck = [False] * len(elements)
    for index, element in enumerate(elements):
        share = _most_struck_share(element, elements)
        if holds_headline[index]:
            share = min(share, _MOST_STRUCK_PROSE)
        above = element.parent >= 0 and struck[element.parent]
        struck[index] = above or (share >= 0 and own[index] <= share * whole)
    kept = [0 if out else mass for mass, out in zip(here, struck, strict=True)]
    _sum_up(elements, kept)
    return _Weights(own, kept, struck)


def _holds_headline(element: Element) -> bool:
    """True for what hardly ever stands in a sidebar, footer or comment."""
    return element.name in ("h1", "main") or _is_marked_body(element) or _is_named_body(element)


def _sum_up(elements: list[Element], masses: list[int]) -> None:
    """Adds each element's mass to all above it; parents stand before their children."""
    for index in range(len(elements) - 1, -1, -1):
        parent = elements[index].parent
        if parent >= 0:
            masses[parent] += masses[index]


def _most_struck_share(element: Element, elements: list[Element]) -> float:
    """The share of the page's prose up to which the element is struck out; below 0 for one that never is."""
    attributes = element.attributes
    if element.name in STRUCK_ELEMENTS:
        if element.name == "footer" and element.parent >= 0 and elements[element.parent].name == "blockquote":
            return -1.0
        return _MOST_FIRMLY_STRUCK_PROSE if element.name in FIRMLY_STRUCK else _MOST_STRUCK_PROSE
    if not attributes or element.name in _NEVER_STRUCK or "articleBody" in attributes.get("itemprop", ""):
        return -1.0
    if attributes.get("role", "").lower() in STRUCK_ROLES:
        return _MOST_FIRMLY_STRUCK_PROSE
    share = -1.0
    for name in (*attributes.get("class", "")[:500].split(), attributes.get("id", "")[:100]):
        if name.startswith(_STATE_PREFIXES):
            continue
        words = [word.lower() for word in _WORDS.findall(name)]
        if len(words) > _MOST_WORDS or _BODY_NAMES.search(name):
            continue
        if not FIRMLY_STRUCK.isdisjoint(words):
            return _MOST_FIRMLY_STRUCK_PROSE
        if not STRUCK_WORDS.isdisjoint(words) or any(map(_is_struck_pair, words, words[1:])):
            share = _MOST_STRUCK_PROSE
    return share


def _is_struck_pair(first: str, second: str) -> bool:
    return first + second in STRUCK_PAIRS


def _find_root(page: Page, weights: _Weights) -> int:
    """The smallest element that holds nearly all kept prose; -1 for the whole page."""
    whole = sum(
        prose(block) for block in page.blocks if block.element < 0 or not weights.struck[block.element]
    )
    if not whole:
        return -1
    for wanted in (_is_marked_body, _is_named_body, _is_article, _is_main):
        found = [
            index
            for index, element in enumerate(page.elements)
            if weights.kept[index] > 0 and not weights.struck[index] and wanted(element)
        ]
        best = max(found, key=lambda index: (weights.kept[index], index), default=-1)
        if best >= 0 and weights.kept[best] >= _BODY_SHARE * whole:
            root = _with_its_like(page.elements, weights, best, found[:_MOST_PARTS])
            return _descend(page.elements, weights, root, weights.kept[root] if root >= 0 else whole)
    return _descend(page.elements, weights, -1, whole)


def _with_its_like(elements: list[Element], weights: _Weights, best: int, found: list[int]) -> int:
    """`best`, or what it shares with others of its class that hold much of the prose: a body in parts."""
    kind = elements[best].attributes.get("class")
    whole = weights.kept[best]
    for index in found:
        if (
            kind
            and elements[index].attributes.get("class") == kind
            and not _shares_branch(elements, index, best)
        ):
            whole += weights.kept[index]
    if whole < _PARTS_SHARE * weights.kept[best]:
        return best
    root = best
    while root >= 0 and weights.kept[root] < whole:
        root = elements[root].parent
    return root


def _shares_branch(elements: list[Element], one: int, other: int) -> bool:
    """True where one of the two stands inside the other, or they are the same."""
    low, high = max(one, other), min(one, other)
    for _ in range(_NESTING):
        if low <= high:
            break
        low = elements[low].parent
    return low == high


def _descend(elements: list[Element], weights: _Weights, root: int, whole: int) -> int:
    """From `root`, which holds `whole`, down as long as one child holds nearly all of the prose."""
    for index in range(root + 1, len(elements)):
        kept = weights.kept[index]
        if elements[index].parent != root or kept < _DESCENT_SHARE * whole:
            continue
        if elements[index].name in ("p", "li", "td"):
            break
        root, whole = index, kept
    return root


def _is_marked_body(element: Element) -> bool:
    return "articlebody" in element.attributes.get("itemprop", "").lower()


def _is_named_body(element: Element) -> bool:
    attributes = element.attributes
    return element.name not in ("html", "body") and bool(
        _BODY_NAMES.search(attributes.get("class", "")[:500])
        or _BODY_NAMES.search(attributes.get("id", "")[:100])
    )


def _is_article(element: Element) -> bool:
    return element.name == "article"


def _is_main(element: Element) -> bool:
    return element.name == "main" or element.attributes.get("role") == "main"


def _inside(elements: list[Element], root: int) -> list[bool]:
    inside = [root < 0] * len(elements)
    for index, element in enumerate(elements):
        if index == root or (element.parent >= 0 and inside[element.parent]):
            inside[index] = True
    return inside


def _without_stock(page: Page, blocks: list[Block]) -> list[Block]:
    """Without stock phrases, blocks that are links, and paragraphs printed twice (captions of a gallery)."""
    kept: list[Block] = []
    seen: set[str] = set()
    for block in blocks:
        if STOCK.fullmatch(block.text):
            continue
        if block.link_share > _MOST_LINKED and not _SENTENCE_END.search(block.text):
            continue
        if block.link_share > _ALL_LINKED and not _is_headline(page, block):
            continue
        if len(block.text) >= _REPEATED_LETTERS and block.text in seen:
            continue
        seen.add(block.text)
        kept.append(block)
    return kept


def _is_headline(page: Page, block: Block) -> bool:
    return block.element >= 0 and page.elements[block.element].name == "h1"
