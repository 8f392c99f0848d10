"""Why a programme was found, in words for people."""

from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.vocabulary import Vocabulary
from search.codes import code_columns
from search.lexical import content_lemmas
from search.results import Reason, ReasonKind
from search.table import Table

if TYPE_CHECKING:
    from search.retrieve import Ranked

SURE_CONCEPT = 0.35
SURE_MEANING = 0.5
BESIDE_BEST = 0.7
"""An idea less sure than this share of the surest one is no reason."""
MET = 0.5
_WISHES: dict[str, tuple[ReasonKind, str]] = {
    "place": ("place", "miejsce"),
    "fund": ("fund", "fundusz"),
    "period": ("year", "okres"),
    "year": ("year", "rok"),
    "sum": ("sum", "kwota"),
}


def reasons(table: Table, ranked: "Ranked", place: int, vocabulary: Vocabulary) -> tuple[Reason, ...]:
    """The reasons of one hit, the strongest first."""
    row = int(ranked.rows[place])
    found: list[Reason] = []
    for wish in ranked.scope.wishes:
        if wish.met[row] > MET:
            part = wish.parts[0]
            kind, label = _WISHES[wish.kind]
            found.append(Reason(kind=kind, text=f"{label}: {part.label}", code=part.value))
    channels = ranked.channels
    if channels.name[place] > MET:
        found.append(Reason(kind="name", text="nazwa programu"))
    matched = [
        group.word.form
        for group, fit in zip(ranked.repaired.groups, channels.matched[:, place].tolist(), strict=True)
        if fit > MET and group.weight > 0.5
    ]
    if matched:
        found.append(Reason(kind="words", text="słowa: " + ", ".join(dict.fromkeys(matched))))
    named = set(table.concepts.row(row).tolist())
    for link in ranked.linked.links[:3]:
        if link.certainty < max(SURE_CONCEPT, BESIDE_BEST * ranked.linked.links[0].certainty):
            continue
        if link.number in named or _has_code(table, row, link.concept.codes, vocabulary):
            found.append(Reason(kind="concept", text=_likened(link.concept.label, link.wording), code=link.concept.id))
    if not found and channels.meaning[place] > SURE_MEANING:
        found.append(Reason(kind="meaning", text="podobne znaczenie"))
    return tuple(found)


@lru_cache(maxsize=1000)
def _likened(label: str, wording: str) -> str:
    return label if content_lemmas(wording) == content_lemmas(label) else f"{label} ≈ {wording}"


def _has_code(table: Table, row: int, codes: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """True where the record has the code that says most of a concept."""
    known = code_columns(vocabulary)
    columns = [known[code] for code in codes[:1] if code in known]
    return any(getattr(table, name)[row, column] > 0 for name, column in columns)
