"""The states and territories, held against ISO 3166 as pycountry has it."""

import pycountry

from armsledger.catalog import load

CATALOG = load()


def test_every_iso_country_is_a_state_or_territory() -> None:
    for country in pycountry.countries:
        entry = CATALOG.get(country.alpha_3)
        assert entry is not None, country.alpha_3
        assert entry.type in ("state", "territory"), country.alpha_3


def test_every_iso_name_finds_its_state() -> None:
    for country in pycountry.countries:
        best = CATALOG.find(getattr(country, "common_name", country.name), limit=5)
        assert country.alpha_3 in [match.entry.id for match in best], country.name


def test_three_letter_ids_are_iso_codes_in_force_withdrawn_or_kosovo() -> None:
    known = {country.alpha_3 for country in (*pycountry.countries, *pycountry.historic_countries)} | {"XKX"}
    states = [entry.id for type_ in ("state", "territory") for entry in CATALOG.entries(type_)]
    assert {id for id in states if len(id) == 3 and id.isupper()} <= known


def test_every_sovereign_state_has_a_demonym_and_all_but_withdrawn_ones_a_capital() -> None:
    withdrawn = {country.alpha_3 for country in pycountry.historic_countries} - {
        country.alpha_3 for country in pycountry.countries
    }
    seats = {place.parent for place in CATALOG.entries("place") if place.is_seat}
    for state in CATALOG.entries("state"):
        if state.id not in withdrawn:
            assert state.demonyms, state.id
            assert state.id in seats, state.id
