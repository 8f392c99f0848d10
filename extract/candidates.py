"""What the components find: typed spans of a document that may become values of a programme.

A component reads `doc._.words` and writes one of the lists below (`doc._.dates`, …). It says what a span *is*;
which programme a value belongs to is decided afterwards (`extract.segments`, `extract.assemble`).
All offsets are characters of the document's text, `end` exclusive. `confidence` runs from 0 to 1.
"""

from decimal import Decimal

from corpus.values import value


@value
class Candidate:
    """A span with its confidence."""

    start: int
    end: int
    confidence: float


@value
class DateCandidate(Candidate):
    """A date or a span of dates.

    `role` is one of: period, event, enrolment, agreement, publication, law, edition (a year that names an edition),
    parent (years of a larger programme, RPO 2014-2020), as_of, birth, since (first edition), hours, other.
    """

    first: str | None
    """ISO 8601 at the precision given, None for an open beginning."""
    last: str | None
    """End of a range; None for a single date and for an open end."""
    role: str
    label: str | None = None
    """What happens then, as the text words it (`warsztaty wyjazdowe`), for events and enrolments."""
    open_end: bool = False
    """True for `od sierpnia 2024`: a beginning without an end."""
    whole_end: bool = False
    """True for `do końca 2026 roku`: the end of that year is meant, not the year as such."""
    extended: bool = False
    """True where the text says that the term was moved to this end (`przedłużono do …`)."""
    traits: frozenset[str] = frozenset()
    """What speaks for or against the date as a beginning or end (names: extract/data/date_weights.yaml)."""
    clues: frozenset[str] = frozenset()
    """What speaks for or against the day as a happening (names: extract/data/event_weights.yaml)."""


@value
class MoneyCandidate(Candidate):
    """A sum of money; `role` is a code of the vocabulary, or `national` (a national pool), `income` (a threshold of
    income), `past` (other years), `noise` (a price of something else): these are no amounts of the programme."""

    value: Decimal
    currency: str
    role: str
    share: bool = False
    """True where the wording calls it a part of something, or the rest."""


@value
class CountCandidate(Candidate):
    """A number of people or families the programme is for, or reached."""

    value: int


@value
class OrganisationCandidate(Candidate):
    """A body; `name` in the nominative, in full where the document or the kind of unit settles it.

    `role` is a code of the vocabulary, or None where the sentence gives it none (publisher, passing mention).
    """

    name: str
    role: str | None
    kind: str
    """Kind of body from the rules: ops, mopr, pcpr, city, county, foundation, association, school, police, …"""
    known: bool = False
    """True where the name was expanded or completed from elsewhere in the document or the register."""


@value
class PlaceCandidate(Candidate):
    """A municipality, county or voivodeship, resolved in the register by the whole document's context."""

    name: str
    teryt: str
    level: str
    """municipality, district, county or voivodeship."""
    district: str | None = None
    runs: bool = False
    """True where the wording says that the place runs or houses the unit (`MOPR w Koninie`, `Gmina Poronin`)."""


@value
class FundCandidate(Candidate):
    """A source of money with its code; `programme` and `measure` as the text has them."""

    code: str
    name: str
    programme: str | None = None
    measure: str | None = None
    pays: bool = True
    """False where the fund is merely mentioned."""
    implied: bool = False
    """True where only the name of a programme implies the fund."""
    board: bool = False
    """True for the head of an information board (`Dofinansowano ze środków …`), which stands before the name."""
    common: bool = False
    """True where the sentence speaks of all programmes at once (`oba programy w całości finansuje …`)."""


@value
class CodeCandidate(Candidate):
    """A target group or an activity; `stated` where the wording says outright that the programme is for it or gives it
    (`skierowany do …`, `w ramach projektu zaplanowano …`, an item of such a list), False for a mere mention."""

    code: str
    text: str
    stated: bool
    count: int | None = None
    traits: frozenset[str] = frozenset()
    """What speaks for or against the code at this place (names: extract/data/code_weights.yaml)."""


@value
class NameCandidate(Candidate):
    """A programme's name in the nominative, without quotation marks; `kind` a code of the vocabulary."""

    name: str
    kind: str | None
    kind_start: int
    """Start of the head word that shows the kind (`projekt`); -1 where there is none."""
    kind_end: int
    source: str
    """How it was found: label, introducer, quotes, title, heading, mention."""


@value
class EditionCandidate(Candidate):
    """What the programme continues: the earlier edition's name, or the year since which editions have run."""

    name: str | None
    since: str | None


@value
class HeadCandidate(Candidate):
    """A word that calls what is announced a project, a programme, a call …; `kind` is a code of the vocabulary."""

    kind: str


@value
class KindCandidate(Candidate):
    """A wording that tells what kind of thing is announced; `cue` is its name in `data/kinds.yaml`."""

    cue: str
    title: bool
    """Whether it stands in the first block of the page."""
