"""`armsledger read`: what goes out, in which form, and what is said beside it."""

import json

import pytest

SENTENCE = "Last month Sweden ordered two Bayraktar TB2 drones from Turkey."


def test_json_lines_are_the_claim_format(run, article) -> None:
    ended = run("read", article, "--published", "2021-08-15", "--format", "jsonl")
    assert (ended.code, ended.err) == (0, "")
    rows = [json.loads(line) for line in ended.out.splitlines()]
    first = rows[0]
    assert list(first) == [
        "kind", "status", "roles", "quantity", "value", "time", "place", "polarity", "certainty", "realis",
        "sources", "quote", "confidence", "reader", "why", "id", "document",
        "topic", "stance",
    ]  # fmt: skip
    assert (first["kind"], first["status"]) == ("transfer", "delivered")
    assert {(role["role"], role["entity"]) for role in first["roles"]} == {
        ("supplier", "NOR"), ("recipient", "ISL"), ("system", "bayraktar-tb2"),
    }  # fmt: skip
    assert (first["time"]["from"], first["time"]["until"]) == ("2021-05-01", "2021-05-31")
    assert first["quantity"]["value"] == 4
    text = article.read_text(encoding="utf-8")
    for row in rows:
        for part in (row["quote"], *row["roles"]):
            assert text[part["start"] : part["end"]] == part["text"]


def test_relative_times_count_from_published(run, article) -> None:
    ended = run("read", article, "--published", "2021-08", "--format", "jsonl")
    assert "2021-08 is taken as 2021-08-31, its last day" in ended.err
    times = [json.loads(line)["time"] for line in ended.out.splitlines()]
    assert {"from": "2021-07-01", "until": "2021-07-31"}.items() <= times[-1].items()


def test_without_a_date_it_is_said_once_that_relative_times_stay_unresolved(run, article) -> None:
    ended = run("read", article, "--format", "jsonl")
    assert ended.code == 1
    assert ended.err.count("no publication date is known") == 1
    assert json.loads(ended.out.splitlines()[-1])["time"]["from"] is None


def test_a_date_of_the_document_s_own_stands_and_that_is_said(run, tmp_path) -> None:
    page = tmp_path / "page.html"
    own = '<meta property="article:published_time" content="2021-08-15">'
    page.write_text(f"<html><head>{own}</head><body><p>{SENTENCE}</p></body></html>", encoding="utf-8")
    ended = run("read", page, "--published", "2020", "--format", "jsonl")
    assert ended.code == 0
    assert "was published 2021-08-15, which stands; --published is not used." in ended.err
    assert json.loads(ended.out)["time"]["until"] == "2021-07-31"


def test_the_table_says_who_what_whom_when_and_who_says_it(run, article) -> None:
    ended = run("read", article, "--published", "2021-08-15")
    assert ended.code == 0
    shown = ended.out
    assert "Norway → Iceland: 4 × Bayraktar TB2" in shown
    assert "denied: Denmark → Iceland: missiles" in shown
    assert "2021-05" in shown and "the document" in shown and "certain" in shown
    assert "“Norway delivered four Bayraktar TB2" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_page_for_one_document_goes_where_it_is_told(run, article, tmp_path) -> None:
    ended = run(
        "read", article, "--format", "html", "-o", tmp_path / "page.html", "--published", "2021-08-15"
    )
    assert (ended.code, ended.out) == (0, "")
    assert "page.html" in ended.err
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")


def test_pages_for_several_documents_need_a_folder(run, article, tmp_path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Finland delivered two Bayraktar TB2 drones to Norway in 2020.", encoding="utf-8")
    assert run("read", article, other, "--format", "html").code == 2
    ended = run(
        "read", article, other, "--format", "html", "-o", tmp_path / "pages", "--published", "2021-12-31"
    )
    assert ended.code == 0
    names = sorted(path.name for path in (tmp_path / "pages").iterdir())
    assert [name.split("-")[0] for name in names] == ["article", "other"]


def test_a_folder_and_its_details(run, article, tmp_path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text(
        "file,published,publisher,title\narticle.txt,2021-08-15,Synthetic Press,Drones\n", encoding="utf-8"
    )
    ended = run("read", tmp_path, "--meta", meta)
    assert ended.code == 0
    assert ended.out.startswith("Drones\nSynthetic Press · 2021-08-15 · 3 claims\n")


def test_several_documents_are_told_apart_in_json_lines(run, article, tmp_path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Finland delivered two Bayraktar TB2 drones to Norway in 2020.", encoding="utf-8")
    ended = run("read", article, other, "--published", "2021-12-31", "--format", "jsonl")
    assert len({json.loads(line)["document"] for line in ended.out.splitlines()}) == 2


def test_one_bad_document_stops_no_other(run, article) -> None:
    ended = run("read", "absent.txt", article, "--published", "2021-08-15", "--format", "jsonl")
    assert ended.code == 1
    assert ended.err == "armsledger: absent.txt does not exist; check the name.\n"
    assert len(ended.out.splitlines()) == 3


@pytest.mark.parametrize("given", ["yesterday", "2021-13", "2021-02-30", "20210815", "", "٢٠٢١"])
def test_a_date_that_is_none_is_wrong_usage(run, article, given) -> None:
    ended = run("read", article, "--published", given)
    assert ended.code == 2
    assert "is no date; write 2022-07-20, 2022-07 or 2022." in ended.err


def test_output_is_written_whole_or_not_at_all(run, article, tmp_path) -> None:
    ended = run("read", article, "--published", "2021-12-31", "-o", tmp_path / "absent" / "claims.txt")
    assert ended.code == 3
    assert "claims.txt cannot be written: No such file or directory." in ended.err
    target = tmp_path / "claims.jsonl"
    target.write_text("earlier", encoding="utf-8")
    assert run("read", article, "--published", "2021-12-31", "--format", "jsonl", "-o", target).code == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_dash_for_output_is_standard_output(run, article, tmp_path) -> None:
    ended = run("read", article, "--published", "2021-12-31", "--format", "jsonl", "-o", "-")
    assert len(ended.out.splitlines()) == 3
    assert not (tmp_path / "-").exists()


def test_control_characters_of_a_document_do_not_reach_the_terminal(run, tmp_path) -> None:
    file = tmp_path / "evil.txt"
    text = "In 2021 Norway delivered four \x1b[31mBayraktar TB2\x07 drones \u202eto Iceland, \x9b31m it said."
    file.write_text(text, encoding="utf-8")
    ended = run("read", file, "--published", "2021-08-15")
    assert not set(ended.out + ended.err) & set("\x1b\x07\x9b\u202e")


def test_an_address_inside_this_machine_is_not_asked(run) -> None:
    ended = run("read", "http://127.0.0.1:9/article")
    assert ended.code == 1
    assert "allow private addresses" in ended.err
