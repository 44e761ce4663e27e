"""Makes the two PDFs of the examples: `python examples/make_pdfs.py`.

Needs fpdf2 2.8 (LGPL-3.0; `pip install fpdf2`), and nothing else does: the PDFs are kept beside this file.
Their bytes depend on fpdf2 alone: dates are fixed, nothing is compressed, only built-in fonts are used.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

HERE = Path(__file__).parent
LINE_MM = 5.6


@dataclass(frozen=True)
class Paper:
    """One PDF, its page's width and height in mm; a paragraph that begins with `# ` is a heading."""

    name: str
    title: str
    running_header: str
    made: datetime
    page_mm: tuple[int, int]
    paragraphs: tuple[str, ...]


class _Sheets(FPDF):
    """Pages with a running header and their numbers."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(format=paper.page_mm)
        self.paper = paper

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(w=0, h=6, text=self.paper.running_header, border="B", new_x="LMARGIN", new_y="NEXT")
        self.ln(6)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(w=0, h=6, text=f"Page {self.page_no()} of {{nb}}", align="C")


CHRONOLOGY = Paper(
    name="sanctions-on-iranian-drones.pdf",
    title="Sanctions on Iranian drones: a chronology",
    running_header="armsledger examples | Sanctions on Iranian drones | 2 November 2023",
    made=datetime(2023, 11, 2, 9, 0, tzinfo=UTC),
    page_mm=(148, 210),
    paragraphs=(
        "This paper lists what the United Nations, the United States and the European Union have done since "
        "2020 about the drones that Iran makes and exports, and what Iran has said about it.",
        "# The United Nations",
        "The arms embargo of the United Nations on Iran expired on 18 October 2020 under the terms of "
        "Security Council resolution 2231. The United States had tried to have it extended, but in August "
        "of that year the Council rejected its draft; only the Dominican Republic voted with Washington. "
        "From that day, the foreign ministry in Tehran declared, Iran could procure arms from any source "
        "and export defensive armaments according to its own policies.",
        "Restrictions on missiles, which also covered drones of long range, remained for three years more. "
        "They lapsed on 18 October 2023. A deputy foreign minister of Iran, Reza Najafi, said afterwards "
        "that his country faced no obstacles to the import or export of missiles.",
        "# The United States",
        "The Stop Iranian Drones Act was introduced in the House of Representatives in November 2021 and "
        "passed by it on 27 April 2022. It would make clear that American sanctions on Iran's trade in "
        "conventional arms apply to unmanned combat aircraft as well. A committee of the Senate reported "
        "the bill with amendments that June.",
        "On 8 September 2022 the Treasury imposed sanctions on Safiran Airport Services, a company in "
        "Tehran, which it accused of coordinating the flights that carried Iranian drones to Russia. Three "
        "makers of drones and engines, among them Paravar Pars, were designated on the same day. Russia had "
        "collected Mohajer-6 and Shahed drones over several days in August, according to the Biden "
        "administration, and had met with technical problems in using them.",
        "Shahed Aviation Industries Research Center, which according to the Treasury designs and produces "
        "the Shahed drones, was added in November 2022. Six executives and board members of Qods Aviation "
        "Industries followed on 6 January 2023, and eight executives of Paravar Pars on 3 February.",
        "# The European Union",
        "On 20 October 2022 the European Union imposed sanctions on Shahed Aviation Industries and three "
        "Iranian generals, among them Mohammad Bagheri, the chief of staff, over the drones that Russia was "
        "using against Ukraine. Its governments needed three days to agree.",
        "A regime of its own for Iran's military support to Russia was adopted by the Council on 20 July "
        "2023. It prohibits the export to Iran of components used in the production of drones, and provides "
        "for travel bans and the freezing of assets.",
        "When the restrictions of the United Nations on missiles were about to lapse, the Council decided "
        "on 17 October 2023 to keep those of the Union, on the ground that Iran had not fulfilled its "
        "commitments under the nuclear agreement of 2015.",
        "# Iran",
        "Iran first denied that it had supplied any weapons to either side of the war. On 5 November 2022 "
        "its foreign minister, Hossein Amir-Abdollahian, said that a small number of drones had been "
        "delivered to Russia, but months before the war. Moscow denies that its forces have used Iranian "
        "drones in Ukraine.",
    ),
)

INDIA = Paper(
    name="india-mq9b.pdf",
    title="India's Predators: one contract, several prices",
    running_header="armsledger examples: bulletin | 17 October 2024",
    made=datetime(2024, 10, 17, 9, 0, tzinfo=UTC),
    page_mm=(210, 297),
    paragraphs=(
        "India signed a contract with the United States on Tuesday for 31 MQ-9B drones made by General "
        "Atomics, the defence ministry in New Delhi said. Fifteen SeaGuardians will go to the navy; the "
        "army and the air force will receive eight SkyGuardians each.",
        "The ministry did not disclose the value of the contract, and those who do not agree. The Hindustan "
        "Times puts it at $3.5 billion. Officials who spoke to the Press Trust of India estimated the cost "
        "at around $4 billion. In rupees, 320 billion and 345 billion have been reported.",
        "The State Department approved the sale in February at an estimated cost of $3.99 billion. When the "
        "purchase was announced during Prime Minister Narendra Modi's visit to Washington in June last "
        "year, the figure in the Indian press was $3 billion.",
        "A second contract, with General Atomics Global India, provides for the maintenance, repair and "
        "overhaul of the aircraft in India. Deliveries are to begin within four years and to be completed "
        "within six, a ministry official said.",
        "The Cabinet Committee on Security cleared the purchase last week, before the American offer was to "
        "lapse on 31 October. India's navy already flies an MQ-9B that it leases from the manufacturer.",
    ),
)


def make(paper: Paper) -> bytes:
    """The paper as a PDF, the same bytes each time."""
    sheets = _Sheets(paper)
    sheets.set_compression(False)
    sheets.set_creation_date(paper.made)
    sheets.set_producer("armsledger examples")
    sheets.set_title(paper.title)
    sheets.set_auto_page_break(True, margin=22)
    sheets.add_page()
    sheets.set_font("Times", style="B", size=18)
    sheets.multi_cell(w=0, h=8, text=paper.title, align="L", new_x="LMARGIN", new_y="NEXT")
    for text, style, size in _styled(paper.paragraphs):
        sheets.ln(3)
        sheets.set_font("Times", style=style, size=size)
        sheets.multi_cell(
            w=0, h=LINE_MM, text=text, align="L" if style else "J", new_x="LMARGIN", new_y="NEXT"
        )
    return bytes(sheets.output())


def _styled(paragraphs: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    for paragraph in paragraphs:
        heading = paragraph.startswith("# ")
        yield paragraph.removeprefix("# "), "B" if heading else "", 13 if heading else 11


if __name__ == "__main__":
    for paper in (CHRONOLOGY, INDIA):
        (HERE / paper.name).write_bytes(make(paper))
