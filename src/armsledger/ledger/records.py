"""What cases say of their origins, and the letters that these have earned; derived, as `caseload` is."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, case, delete, func, select, update

from armsledger.ledger.caseload import batches, insert_rows
from armsledger.ledger.schema import CASEFILE, CASEFILE_NAME, RECORD
from armsledger.model.case import Reliability


def cases_of_origins(connection: Connection, names: Sequence[str]) -> list[int]:
    """The cases that these origins speak of, each once, in order."""
    found = {
        number
        for some in batches(names)
        for number in connection.scalars(
            select(CASEFILE_NAME.c.casefile).where(
                CASEFILE_NAME.c.part == "origin", CASEFILE_NAME.c.name.in_(some)
            )
        )
    }
    return sorted(found)


def origins_of(connection: Connection, cases: Sequence[int]) -> set[str]:
    """The origins that speak of these cases."""
    return {
        name
        for some in batches(cases)
        for name in connection.scalars(
            select(CASEFILE_NAME.c.name).where(
                CASEFILE_NAME.c.part == "origin", CASEFILE_NAME.c.casefile.in_(some)
            )
        )
    }


def tallies(connection: Connection, origins: Sequence[str]) -> dict[str, tuple[int, int]]:
    """How often most other origins of a case agreed with each of these, and how often most did not."""
    others = CASEFILE.c.origins - CASEFILE_NAME.c.asserts
    against = CASEFILE.c.origins_against - (1 - CASEFILE_NAME.c.asserts)
    lead = case((CASEFILE_NAME.c.asserts == 1, others - against), else_=against - others)
    found: dict[str, tuple[int, int]] = {}
    for some in batches(origins):
        wanted = (
            select(
                CASEFILE_NAME.c.name,
                func.sum(case((lead > 0, 1), else_=0)).label("agreed"),
                func.sum(case((lead < 0, 1), else_=0)).label("differed"),
            )
            .join(CASEFILE, CASEFILE.c.number == CASEFILE_NAME.c.casefile)
            .where(CASEFILE_NAME.c.part == "origin", CASEFILE_NAME.c.name.in_(some))
            .group_by(CASEFILE_NAME.c.name)
        )
        found.update((row.name, (int(row.agreed), int(row.differed))) for row in connection.execute(wanted))
    return found


def record(connection: Connection) -> dict[str, Reliability]:
    """The letter that each origin has earned, of those that have been checked often enough."""
    return {row.origin: row.letter for row in connection.execute(select(RECORD))}


def set_record(connection: Connection, letters: Mapping[str, Reliability | None]) -> None:
    """Puts in the letters that origins have earned; takes out those of origins without one."""
    for some in batches(sorted(letters)):
        connection.execute(delete(RECORD).where(RECORD.c.origin.in_(some)))
    earned = [{"origin": origin, "letter": letter} for origin, letter in letters.items() if letter]
    insert_rows(connection, RECORD, earned)


def bodies(connection: Connection, cases: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The cases' numbers with their JSON."""
    for some in batches(cases):
        wanted = select(CASEFILE.c.number, CASEFILE.c.body).where(CASEFILE.c.number.in_(some))
        yield from ((row.number, row.body) for row in connection.execute(wanted).all())


def set_bodies(connection: Connection, some: Sequence[tuple[int, str]]) -> None:
    """Puts other JSON in the place of what cases had."""
    if some:
        connection.execute(
            update(CASEFILE).where(CASEFILE.c.number == bindparam("case")).values(body=bindparam("new")),
            [{"case": number, "new": body} for number, body in some],
        )
