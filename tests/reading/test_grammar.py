"""Ordinary sentences of each kind of claim, and what the grammar reads in them.

A sentence stands at the margin; below it, indented, each claim read: kind and status, core roles by their
entities (by their words where the catalogue knows none), time, what is not plainly affirmed, certain and
actual, and after "by" the sources, outermost first, where it is not the document itself that says it.

The sentences are true of the public record, or of Norland, Sudmark and Westmark, which do not exist.
"""

import hashlib
from calendar import monthrange
from datetime import date

import pytest

from armsledger.model import CORE_ROLES, Claim, ClaimTime, Document, Reading
from armsledger.reading import read as read_document
from armsledger.reading import reader_version

PUBLISHED = date(2022, 7, 20)
SETTING = "A note for the army and the navy.\n\n"
"""A first paragraph that carries no claim and makes any document one about arms."""


def read(text: str, published: date | None = PUBLISHED) -> Reading:
    """The reading of a text."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return read_document(Document(sha256[:16], sha256, "text/plain", text), published)


def told(sentence: str, kind: str | None = None) -> list[str]:
    """What each claim of a sentence in a document about arms says; of one kind only, where it is given.

    Without a kind, assessments are left out: `test_assessments` has them.
    """
    claims = read(SETTING + sentence.replace(" ¶ ", "\n\n")).claims
    wanted = (kind,) if kind else [known for known in CORE_ROLES if known != "assessment"]
    return [saying(claim) for claim in claims if claim.kind in wanted]


def saying(claim: Claim) -> str:
    """One claim in one line, as the tables have it."""
    parts = [claim.kind if claim.status is None else f"{claim.kind} {claim.status}"]
    for role in CORE_ROLES[claim.kind]:
        if names := [filler.entity or filler.text for filler in claim.fillers(role)]:
            parts.append(f"{role} {', '.join(names)}")
    if claim.time is not None:
        parts.append(period(claim.time))
    usual = ("affirmed", "certain", "actual")
    parts += [word for word in (claim.polarity, claim.certainty, claim.realis) if word not in usual]
    if claim.sources[0].kind != "document":
        parts.append("by " + " > ".join(f"{one.kind} {one.entity or one.text}" for one in claim.sources))
    return "; ".join(parts)


def period(time: ClaimTime) -> str:
    """A whole year, month or day by its name, any other interval by its ends."""
    since, until = time.since, time.until
    if since is None or until is None:
        return f"{since or ''}..{until or ''}"
    if since == until:
        return since.isoformat()
    if (since.day, until.day) == (1, monthrange(until.year, until.month)[1]) and since.year == until.year:
        if since.month == until.month:
            return f"{since:%Y-%m}"
        if (since.month, until.month) == (1, 12):
            return f"{since:%Y}"
    return f"{since}..{until}"


def cases(table: str) -> list[tuple[str, list[str]]]:
    """The sentences of a table, each with the claims below it."""
    found: list[tuple[str, list[str]]] = []
    for line in table.strip().splitlines():
        if line.startswith(" "):
            found[-1][1].append(line.strip())
        elif line:
            found.append((line, []))
    return found


TRANSFER = """
Turkey delivered Bayraktar TB2 drones to Ukraine in 2019.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
Bayraktar TB2 drones were delivered to Ukraine by Turkey in 2019.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
In 2019 Ukraine received Bayraktar TB2 drones from Turkey.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
Baykar gave Ukraine three Bayraktar TB2 drones in 2022.
    transfer delivered; supplier baykar; recipient UKR; system bayraktar-tb2; 2022
Turkey's delivery of Bayraktar TB2 drones to Ukraine in 2019 changed the market.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
The sale of Bayraktar TB2 drones by Turkey to Azerbaijan drew wide notice.
    transfer delivered; supplier TUR; recipient AZE; system bayraktar-tb2
Ukraine, which bought Bayraktar TB2 drones from Turkey in 2019, borders Poland.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
The Bayraktar TB2 drones that Turkey delivered to Ukraine in 2019 were new.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
The Bayraktar TB2 drones delivered by Turkey to Ukraine in 2019 were new.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
Turkey has sold Bayraktar TB2 drones to Azerbaijan, Qatar and Ukraine.
    transfer delivered; supplier TUR; recipient AZE, QAT, UKR; system bayraktar-tb2
Israel has sold Harop and Hermes 900 drones to Azerbaijan.
    transfer delivered; supplier ISR; recipient AZE; system harop, hermes-900
Baykar, the Turkish manufacturer, delivered Bayraktar TB2 drones to Poland in October 2022.
    transfer delivered; supplier baykar; recipient POL; system bayraktar-tb2; 2022-10
In 2019 Turkey made a delivery of Bayraktar TB2 drones to Ukraine.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
Ukraine took delivery of Bayraktar TB2 drones from Turkey in 2019.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
Germany handed over three Gepard tanks to Ukraine in July 2022.
    transfer delivered; supplier DEU; recipient UKR; system gepard; 2022-07
Germany handed the first Gepard tanks over to Ukraine in July 2022.
    transfer delivered; supplier DEU; recipient UKR; system gepard; 2022-07
India leased two MQ-9B drones from the United States in 2020.
    transfer delivered; supplier USA; recipient IND; system mq-9b; 2020
Croatia bought 12 Rafale fighters from France in 2021.
    transfer delivered; supplier FRA; recipient HRV; system rafale; 2021
Norland armed the rebels with drones.
    transfer delivered; supplier Norland; recipient rebels; system uav
The weapons were smuggled from Norland to Sudmark.
    transfer delivered; supplier Norland; recipient Sudmark; system arms
Poland ordered 24 Bayraktar TB2 drones from Turkey in May 2021.
    transfer ordered; supplier TUR; recipient POL; system bayraktar-tb2; 2021-05; planned
Norland cancelled its order for 12 Heron TP drones.
    transfer cancelled; recipient Norland; system heron-tp
"""

TECHNOLOGY_TRANSFER = """
Israel sold drone technology to Russia in 2010.
    technology_transfer delivered; supplier ISR; recipient RUS; 2010
Drone technology was sold to Russia by Israel in 2010.
    technology_transfer delivered; supplier ISR; recipient RUS; 2010
South Korea transferred tank technology to Turkey.
    technology_transfer delivered; supplier KOR; recipient TUR
Russia acquired drone technology from Israel in 2010.
    technology_transfer delivered; supplier ISR; recipient RUS; 2010
Israel's transfer of drone technology to Russia began in 2010.
    technology_transfer delivered; supplier ISR; recipient RUS; 2010
Russia, which bought drone technology from Israel in 2010, builds the Forpost.
    technology_transfer delivered; supplier ISR; recipient RUS; 2010
The drone technology that Israel sold to Russia in 2010 was not new.
    technology_transfer delivered; supplier ISR; recipient RUS; 2010
The drone technology sold to Russia by Israel in 2010 was not new.
    technology_transfer delivered; supplier ISR; recipient RUS; 2010
Israel Aerospace Industries, the maker, sold drone technology to Russia in 2010.
    technology_transfer delivered; supplier iai; recipient RUS; 2010
Norland has sold drone technology to Sudmark and Westmark.
    technology_transfer delivered; supplier Norland; recipient Sudmark, Westmark
Britain trained Ukrainian soldiers on Challenger 2 tanks in 2023.
    technology_transfer delivered; supplier GBR; recipient UKR; 2023
Ukrainian soldiers were trained by Britain on Challenger 2 tanks in 2023.
    technology_transfer delivered; supplier GBR; recipient UKR; 2023
The Ukrainian soldiers trained by Britain in 2023 drove Challenger 2 tanks.
    technology_transfer delivered; supplier GBR; recipient UKR; 2023
Denmark and the United States trained Ukrainian pilots on the F-16.
    technology_transfer delivered; supplier DNK, USA; recipient UKR
Turkey's training of Ukrainian pilots on the Bayraktar TB2 began in 2019.
    technology_transfer delivered; supplier TUR; recipient UKR; 2019
Britain provided training to Ukrainian soldiers.
    technology_transfer delivered; supplier GBR; recipient UKR
Turkey agreed to transfer drone technology to Kazakhstan.
    technology_transfer ordered; supplier TUR; recipient KAZ; planned
"""

PRODUCTION = """
Baykar builds the Bayraktar TB2 in Turkey.
    production ongoing; producer baykar; host TUR; system bayraktar-tb2
The Bayraktar TB2 is produced by Baykar in Turkey.
    production ongoing; producer baykar; host TUR; system bayraktar-tb2
Baykar, which makes the Bayraktar TB2 in Istanbul, is a family firm.
    production ongoing; producer baykar; host TUR; system bayraktar-tb2
The Bayraktar TB2, built by Baykar in Istanbul, first flew in 2014.
    production ongoing; producer baykar; host TUR; system bayraktar-tb2
The Ababil-2 drones that Iran builds in Tajikistan are small.
    production ongoing; producer IRN; host TJK; system ababil-2
Baykar produces the Bayraktar TB2 and the Bayraktar Akinci.
    production ongoing; producer baykar; system bayraktar-tb2, bayraktar-akinci
Norland and Sudmark jointly produce loitering munitions.
    production ongoing; producer Norland, Sudmark; system loitering-munition
Baykar turns out 20 Bayraktar TB2 drones a month.
    production ongoing; producer baykar; system bayraktar-tb2
The production of Shahed-136 drones by Russia alarmed Ukraine.
    production ongoing; producer RUS; system shahed-136
Russia began producing Shahed-136 drones in 2023.
    production started; producer RUS; system shahed-136; 2023
Russia started the production of Shahed-136 drones in 2023.
    production started; producer RUS; system shahed-136; 2023
In May 2022 Iran opened a drone factory in Tajikistan.
    production started; producer IRN; host TJK; system uav; 2022-05
Iran inaugurated a plant in Tajikistan for Ababil-2 drones.
    production started; producer IRN; host TJK; system ababil-2
A factory for Ababil-2 drones was opened by Iran in Dushanbe in May 2022.
    production started; producer IRN; host TJK; system ababil-2; 2022-05
Iran set up a drone factory in Tajikistan in 2022.
    production started; producer IRN; host TJK; system uav; 2022
Baykar, a Turkish company, plans to build Bayraktar TB2 drones in Ukraine.
    production planned; producer baykar; host UKR; system bayraktar-tb2; planned
Baykar agreed to produce Bayraktar Akinci drones in Saudi Arabia.
    production agreed; producer baykar; host SAU; system bayraktar-akinci; planned
Norland ended production of the Mohajer-2 drone in 2010.
    production ended; producer Norland; system mohajer-2; 2010
"""

AGREEMENT = """
Turkey and Ukraine signed a military agreement in October 2020.
    agreement signed; party TUR, UKR; 2020-10
A military agreement was signed by Turkey and Ukraine in October 2020.
    agreement signed; party TUR, UKR; 2020-10
Turkey signed a military agreement with Ukraine in October 2020.
    agreement signed; party TUR, UKR; 2020-10
The military pact between Saudi Arabia and Pakistan surprised India.
    agreement signed; party SAU, PAK
Saudi Arabia, which signed a mutual defence pact with Pakistan in September 2025, borders Yemen.
    agreement signed; party SAU, PAK; 2025-09
The defence pact that Saudi Arabia and Pakistan signed in September 2025 is short.
    agreement signed; party SAU, PAK; 2025-09
Ukraine signed security agreements with Britain, France and Germany in 2024.
    agreement signed; party UKR, GBR, FRA, DEU; 2024
Russia and Iran entered into a strategic partnership agreement in January 2025.
    agreement signed; party RUS, IRN; 2025-01
Norland and Sudmark concluded a memorandum on defence cooperation.
    agreement signed; party Norland, Sudmark
Norland and Sudmark reached an agreement on military cooperation in 2019.
    agreement signed; party Norland, Sudmark; 2019
Norland reached a military cooperation agreement with its neighbour, Sudmark.
    agreement signed; party Norland, Sudmark
Norland is negotiating a defence pact with Sudmark.
    agreement negotiating; party Norland, Sudmark; planned
"""

MEETING = """
Mohammad Bagheri visited Tajikistan in May 2022 and opened a drone factory.
    meeting held; visitor mohammad-bagheri; host TJK; 2022-05
Sergei Shoigu met Kim Jong Un in July 2023 to discuss arms.
    meeting held; visitor sergei-shoigu; host kim-jong-un; 2023-07
North Korea received Russian defence minister Sergei Shoigu in July 2023.
    meeting held; visitor sergei-shoigu; host PRK; 2023-07
Sergei Shoigu was received by North Korea in July 2023.
    meeting held; visitor sergei-shoigu; host PRK; 2023-07
Sergei Shoigu's visit to Iran in September 2023 included a display of drones.
    meeting held; visitor sergei-shoigu; host IRN; 2023-09
Sergei Shoigu, who visited Iran in September 2023, looked at its drones.
    meeting held; visitor sergei-shoigu; host IRN; 2023-09
Sergei Shoigu, the Russian defence minister, travelled to Iran in September 2023.
    meeting held; visitor sergei-shoigu; host IRN; 2023-09
Sergei Shoigu sat down with Kim Jong Un in July 2023.
    meeting held; visitor sergei-shoigu; host kim-jong-un; 2023-07
Sergei Shoigu visited North Korea and Iran in 2023.
    meeting held; visitor sergei-shoigu; host PRK, IRN; 2023
The officers visiting Sudmark in 2019 saw its drones.
    meeting held; visitor officers; host Sudmark; 2019
Norland hosted Colonel Anna Berg in 2019.
    meeting held; visitor Anna Berg; host Norland; 2019
Colonel Anna Berg will visit Sudmark next year.
    meeting planned; visitor Anna Berg; host Sudmark; 2023; predicted
Colonel Anna Berg plans to visit Sudmark.
    meeting planned; visitor Anna Berg; host Sudmark; planned
"""

DISPLAY = """
Iran unveiled the Mohajer-10 drone in August 2023.
    display held; exhibitor IRN; system mohajer-10; 2023-08
The Mohajer-10 drone was unveiled by Iran in August 2023.
    display held; exhibitor IRN; system mohajer-10; 2023-08
Iran's unveiling of the Mohajer-10 drone took place in August 2023.
    display held; exhibitor IRN; system mohajer-10; 2023-08
The unveiling of the Mohajer-10 drone by Iran drew notice.
    display held; exhibitor IRN; system mohajer-10
Iran, which unveiled the Mohajer-10 drone in August 2023, exports others.
    display held; exhibitor IRN; system mohajer-10; 2023-08
The Mohajer-10 drone, unveiled by Iran in August 2023, is large.
    display held; exhibitor IRN; system mohajer-10; 2023-08
Baykar, the Turkish company, showed the Bayraktar Akinci at Teknofest in September 2019.
    display held; exhibitor baykar; system bayraktar-akinci; 2019-09
The Wing Loong II was put on display at Airshow China in 2016.
    display held; system wing-loong-2; 2016
Norland showed off its Shahed-136 and Mohajer-6 drones.
    display held; exhibitor Norland; system shahed-136, mohajer-6
Norland and Sudmark displayed drones at Airshow China.
    display held; exhibitor Norland, Sudmark; system uav
Norland gave a demonstration of the Mohajer-6 drone.
    display held; exhibitor Norland; system mohajer-6
North Korea tested a cruise missile in January 2022.
    display held; exhibitor PRK; system cruise-missile; 2022-01
Norland will exhibit the Mohajer-6 drone next year.
    display planned; exhibitor Norland; system mohajer-6; 2023; predicted
"""

USE = """
Azerbaijan used Bayraktar TB2 drones against Armenia in 2020.
    use held; user AZE; system bayraktar-tb2; target ARM; 2020
Bayraktar TB2 drones were used by Azerbaijan against Armenia in 2020.
    use held; user AZE; system bayraktar-tb2; target ARM; 2020
Azerbaijan's use of Bayraktar TB2 drones against Armenia in 2020 was decisive.
    use held; user AZE; system bayraktar-tb2; target ARM; 2020
The use of Bayraktar TB2 drones by Azerbaijan against Armenia was decisive.
    use held; user AZE; system bayraktar-tb2; target ARM
Azerbaijan, which used Bayraktar TB2 drones against Armenia in 2020, bought more.
    use held; user AZE; system bayraktar-tb2; target ARM; 2020
The Bayraktar TB2 drones that Azerbaijan used against Armenia in 2020 were Turkish.
    use held; user AZE; system bayraktar-tb2; target ARM; 2020
The Bayraktar TB2 drones used by Azerbaijan against Armenia in 2020 were Turkish.
    use held; user AZE; system bayraktar-tb2; target ARM; 2020
Azerbaijan used Bayraktar TB2 and Harop drones against Armenia.
    use held; user AZE; system bayraktar-tb2, harop; target ARM
Azerbaijan carried out drone strikes on Armenia in 2020.
    use held; user AZE; system uav; target ARM; 2020
Russia launched Shahed-136 drones at Kyiv in October 2022.
    use held; user RUS; system shahed-136; target UKR; 2022-10
The Houthis, a Yemeni group, have fired missiles at Saudi Arabia and Israel.
    use held; user ansar-allah; system missile; target SAU, ISR
The Houthis set off an exploding drone.
    use held; user ansar-allah; system loitering-munition
"""

LOSS = """
Iran shot down an American RQ-4 Global Hawk drone in June 2019.
    loss; operator USA; system rq-4; by IRN; 2019-06
An American RQ-4 Global Hawk drone was shot down by Iran in June 2019.
    loss; operator USA; system rq-4; by IRN; 2019-06
Iran's downing of an American RQ-4 drone in June 2019 raised tension.
    loss; operator USA; system rq-4; by IRN; 2019-06
The capture of an American RQ-170 drone by Iran raised tension.
    loss; operator USA; system rq-170; by IRN
Iran, which captured an American RQ-170 drone in December 2011, copied it.
    loss; operator USA; system rq-170; by IRN; 2011-12
The RQ-170 drone that Iran captured in December 2011 was American.
    loss; system rq-170; by IRN; 2011-12
The RQ-170 drone captured by Iran in December 2011 was American.
    loss; system rq-170; by IRN; 2011-12
The Houthis, a Yemeni group, shot down an American MQ-9 drone in November 2023.
    loss; operator USA; system mq-9; by ansar-allah; 2023-11
Ukraine has shot down Shahed-136 and Orlan-10 drones.
    loss; system shahed-136, orlan-10; by UKR
The United States lost an RQ-170 drone to Iran in December 2011.
    loss; operator USA; system rq-170; by IRN; 2011-12
The US Navy made a seizure of Iranian missiles in January 2024.
    loss; operator IRN; system missile; by us-navy; 2024-01
An American MQ-9 Reaper drone crashed in Poland.
    loss; operator USA; system mq-9
Norland brought down three Bayraktar TB2 drones.
    loss; system bayraktar-tb2; by Norland
"""

RESTRICTION = """
The European Union imposed sanctions on Shahed Aviation Industries in October 2022.
    restriction enacted; imposer EU; target shahed-aviation-industries; 2022-10
Sanctions were imposed on Shahed Aviation Industries by the European Union in October 2022.
    restriction enacted; imposer EU; target shahed-aviation-industries; 2022-10
The United States sanctioned Shahed Aviation Industries in September 2022.
    restriction enacted; imposer USA; target shahed-aviation-industries; 2022-09
Shahed Aviation Industries was sanctioned by the United States in September 2022.
    restriction enacted; imposer USA; target shahed-aviation-industries; 2022-09
The United Nations, which imposed an arms embargo on Libya in 2011, is based in New York.
    restriction enacted; imposer UN; target LBY; 2011
The arms embargo imposed on Libya by the United Nations in 2011 is still in force.
    restriction enacted; imposer UN; target LBY; 2011
Norland put Sudmark on a sanctions list.
    restriction enacted; imposer Norland; target Sudmark
Norland banned arms exports to Sudmark and Westmark.
    restriction enacted; imposer Norland; target Sudmark, Westmark
Canada suspended export permits for Wescam sensors to Turkey in October 2020.
    restriction enacted; imposer CAN; target TUR; 2020-10
The UN Security Council, the highest body, lifted the arms embargo on Eritrea in November 2018.
    restriction lifted; imposer un-security-council; target ERI; 2018-11
The arms embargo on Myanmar was renewed in April 2023.
    restriction enacted; target MMR; 2023-04
Norland eased its arms embargo on Sudmark.
    restriction eased; imposer Norland; target Sudmark
The UN Security Council's extension of the arms embargo on Libya came in 2019.
    restriction enacted; imposer un-security-council; target LBY; 2019
The US House of Representatives passed the Stop Iranian Drones Act in April 2022.
    restriction advanced; imposer us-house-of-representatives; target IRN; 2022-04
Norland proposed sanctions on Sudmark.
    restriction proposed; imposer Norland; target Sudmark; planned
"""

DERIVATION = """
Iran copied the RQ-170 Sentinel.
    derivation; developer IRN; original rq-170
Iran reverse-engineered the American RQ-170 drone.
    derivation; developer IRN; original rq-170
The American RQ-170 drone was reverse-engineered by Iran.
    derivation; developer IRN; original rq-170
The Forpost drone is a copy of the Israeli Searcher drone.
    derivation; developer ISR; original searcher
The Forpost drone is based on the Israeli Searcher drone.
    derivation; original searcher
The Qasef-1 drone is derived from the Ababil-T.
    derivation; original ababil-t
The Garpiya, a copy of the Shahed-136, uses Chinese parts.
    derivation; original shahed-136
The Garpiya is a Russian copy of the Shahed-136.
    derivation; developer RUS; original shahed-136
Iran, which copied the RQ-170, built the Shahed-171.
    derivation; developer IRN; original rq-170
The RQ-170 that Iran copied was American.
    derivation; developer IRN; original rq-170
The Shahed-171 drone, modelled on the RQ-170, was built by Iran.
    derivation; original rq-170
Norland has copied the RQ-170 and the ScanEagle.
    derivation; developer Norland; original rq-170, scaneagle
"""

HOLDING = """
Poland operates Bayraktar TB2 drones.
    holding; holder POL; system bayraktar-tb2
Bayraktar TB2 drones are operated by Poland.
    holding; holder POL; system bayraktar-tb2
Poland has 24 Bayraktar TB2 drones.
    holding; holder POL; system bayraktar-tb2
Poland, which operates Bayraktar TB2 drones, borders Ukraine.
    holding; holder POL; system bayraktar-tb2
The Bayraktar TB2 drones that Poland operates are Turkish.
    holding; holder POL; system bayraktar-tb2
The Bayraktar TB2 drones operated by Poland are Turkish.
    holding; holder POL; system bayraktar-tb2
Poland and Ukraine operate Bayraktar TB2 drones.
    holding; holder POL, UKR; system bayraktar-tb2
India operates Heron and Searcher drones.
    holding; holder IND; system heron, searcher
Poland's fleet of Bayraktar TB2 drones is new.
    holding; holder POL; system bayraktar-tb2
The Bayraktar TB2 is in service with Poland.
    holding; holder POL; system bayraktar-tb2
The Bayraktar TB2 entered service with Poland in 2022.
    holding; holder POL; system bayraktar-tb2; 2022
Poland is in possession of Bayraktar TB2 drones.
    holding; holder POL; system bayraktar-tb2
"""

TABLES = {
    "transfer": TRANSFER,
    "technology_transfer": TECHNOLOGY_TRANSFER,
    "production": PRODUCTION,
    "agreement": AGREEMENT,
    "meeting": MEETING,
    "display": DISPLAY,
    "use": USE,
    "loss": LOSS,
    "restriction": RESTRICTION,
    "derivation": DERIVATION,
    "holding": HOLDING,
}
SENTENCES = [(kind, *case) for kind, table in TABLES.items() for case in cases(table)]


@pytest.mark.parametrize(("kind", "sentence", "claims"), SENTENCES)
def test_reads_an_ordinary_sentence(kind: str, sentence: str, claims: list[str]) -> None:
    assert told(sentence, kind) == claims


def test_two_predicates_are_two_claims() -> None:
    assert told("Norland ordered Harop drones and Sudmark lost a Bayraktar TB2.") == [
        "transfer ordered; recipient Norland; system harop; planned",
        "loss; operator Sudmark; system bayraktar-tb2",
    ]


def test_a_claim_may_lie_within_another() -> None:
    assert told("Norland sanctioned firms that shipped engines to Sudmark.") == [
        "restriction enacted; imposer Norland; target firms",
        "transfer delivered; supplier firms; recipient Sudmark; system engine",
    ]


def test_twin_verbs_with_one_object_are_one_claim() -> None:
    assert told("Norland hunted and shot down a Bayraktar TB2 drone.") == [
        "loss; system bayraktar-tb2; by Norland"
    ]


def test_an_order_that_the_text_says_was_filled_is_actual() -> None:
    (order, delivery) = read(
        "Poland ordered Bayraktar TB2 drones from Turkey in 2021. Turkey delivered the Bayraktar TB2 drones "
        "to Poland in 2022."
    ).claims
    assert (order.status, order.realis) == ("ordered", "actual")
    assert (delivery.status, delivery.realis) == ("delivered", "actual")


def test_counts_prices_and_places_go_with_the_claim() -> None:
    (claim,) = read("In May 2021 Poland bought 24 Bayraktar TB2 drones from Turkey for $270 million.").claims
    assert claim.quantity is not None and (claim.quantity.value, claim.quantity.text) == (24, "24")
    assert claim.value is not None and (claim.value.amount, claim.value.currency) == (270e6, "USD")
    (loss,) = read("An American MQ-9 Reaper drone crashed in Poland.").claims
    assert [place.entity for place in loss.place] == ["POL"]


def test_the_quote_holds_the_predicate_and_its_fillers() -> None:
    text = "Officials met in May. In 2019 Turkey delivered Bayraktar TB2 drones to Ukraine, and all was well."
    (claim,) = read(text).claims
    assert claim.quote.text == "Turkey delivered Bayraktar TB2 drones to Ukraine"
    assert text[claim.quote.start : claim.quote.end] == claim.quote.text


def test_a_claim_says_who_read_it_and_why() -> None:
    (claim,) = read("Turkey delivered Bayraktar TB2 drones to Ukraine in 2019.").claims
    assert claim.reader == reader_version()
    assert claim.why and all(claim.why)
    assert 0 < claim.confidence <= 1
