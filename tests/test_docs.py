"""The documentation: its examples run, its links lead somewhere, its reference is that of the code."""

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from armsledger.cli import main

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDES = [ROOT / "README.md", ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]

_FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")

ARTICLE = """<!doctype html><html lang="en"><head><title>Drones go north</title>
<meta property="article:published_time" content="2021-06-01"></head><body><article>
<p>In May 2021 Norway delivered four Bayraktar TB2 drones to Iceland,
watched closely in the region.</p>
</article></body></html>
"""
"""Invented, for guides that take an article as given."""


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(page: Path) -> Iterator[tuple[str, str | None, str]]:
    """The language, title and content of every fenced block."""
    for language, title, content in _FENCE.findall(page.read_text(encoding="utf-8")):
        yield language, title or None, content


def transcript(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block with the lines of output shown below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield command, shown


def matches(shown: list[str], printed: list[str]) -> bool:
    """A line of `…` alone stands for any number of lines."""
    pattern = "\n".join(".*" if line.strip() == "…" else re.escape(line.rstrip()) for line in shown)
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in printed), re.DOTALL) is not None


@pytest.mark.parametrize("page", GUIDES, ids=name)
def test_the_examples_of_a_guide_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "article.html").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    namespace: dict[str, object] = {}
    for language, title, content in blocks(page):
        if title:
            (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / title).write_text(content, encoding="utf-8")
        elif language == "python":
            exec(compile(content, name(page), "exec"), namespace)
        elif language == "console":
            for command, shown in transcript(content):
                capfd.readouterr()
                program, *arguments = shlex.split(command)
                assert program == "armsledger", (
                    f"{command}: only armsledger is run; use a sh block for others"
                )
                code = main(arguments)
                out, err = capfd.readouterr()
                assert code == 0, f"{command}: {err}"
                assert not shown or matches(shown, (err + out).splitlines()), f"{command} prints:\n{err}{out}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [target for target in _LINK.findall(text) if "://" not in target]
    assert not [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("file_name", ["cli.md", "api.md", "kinds.md", "catalogue.md"])
def test_the_reference_is_that_of_the_code(file_name: str) -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec and spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    made = generate.pages()[file_name]
    assert (ROOT / "docs" / "reference" / file_name).read_text(encoding="utf-8") == made, (
        "the code has changed: run `python docs/generate.py`"
    )


def test_every_page_of_documentation_is_reached_from_its_front_page() -> None:
    front = ROOT / "docs" / "README.md"
    reached = {
        (front.parent / target).resolve() for target in _LINK.findall(front.read_text(encoding="utf-8"))
    }
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs") and page != front}
    lost = [name(page) for page in pages if page not in reached and page.parent not in reached]
    assert not lost


def test_every_decision_is_numbered_as_its_file_is_and_says_its_status() -> None:
    for page in sorted((ROOT / "docs" / "adr").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. "), name(page)
        assert re.search(r"\b(accepted|superseded)\b", text), name(page)
