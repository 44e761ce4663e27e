"""Who of a deal's parties sells and who buys, where grammar leaves it open and the catalogue knows the maker.

"Germany and Israel signed for Arrow 3": both are subjects, and the system is Israel's. "The Bundestag cleared
the lease of five Heron TP": who clears it is the seller's side or the buyer's; the aircraft is not German.
"""

from armsledger.catalog import Catalog
from armsledger.reading.events import Event
from armsledger.reading.nounphrases import Phrase


def take_sides(event: Event, status: str | None, catalog: Catalog) -> None:
    """Move a transfer's parties to the side that the makers of its systems tell."""
    if event.frame.kind != "transfer":
        return
    suppliers, recipients = event.roles.get("supplier", []), event.roles.get("recipient", [])
    makers = _makers(event.roles.get("system", []), catalog)
    if not makers or (suppliers and recipients):
        return
    together = suppliers or recipients
    selling = [p for p in together if _state(p) in makers]
    buying = [p for p in together if _state(p) not in makers]
    known = all(_state(p) for p in together)
    if len(together) == 2 and len(selling) == len(buying) == 1 and known:
        event.roles["supplier"], event.roles["recipient"] = selling, buying
        event.why.append(f"supplier: '{selling[0].text}' (whose system it is)")
    elif suppliers and not selling and known and status == "approved" and _of_state(suppliers):
        event.roles["recipient"] = event.roles.pop("supplier")
        event.why.append(f"recipient: '{suppliers[0].text}' (the system is not theirs)")


def _of_state(phrases: list[Phrase]) -> bool:
    return all(phrase.is_a("legislature", "state", "ministry") for phrase in phrases)


def _makers(systems: list[Phrase], catalog: Catalog) -> set[str]:
    """The states whose firms make all of some systems; none where one is unknown."""
    found: list[set[str]] = []
    for phrase in systems:
        entry = phrase.entry
        firms = [catalog.get(name) for name in (entry.maker, *entry.partners) if name] if entry else []
        found.append({firm.state for firm in firms if firm is not None and firm.state is not None})
    return set.union(*found) if found and all(found) else set()


def _state(phrase: Phrase) -> str | None:
    if phrase.entry is None:
        return phrase.owner
    return phrase.entry.id if phrase.entry.is_state else phrase.entry.state
