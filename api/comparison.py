"""Towns compared: counts and sums, each with the programmes it was counted from. Pure functions of programmes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.money import Worth, total
from corpus.programmes import Programme


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its proof."""

    code: str
    """A code of the vocabulary, or a year."""
    count: int
    value: Decimal
    """Sum of the programmes' worth in złoty."""
    programmes: tuple[str, ...]
    """Ids of the programmes that were counted."""


@dataclass(frozen=True, slots=True)
class Town:
    """What one municipality's programmes add up to."""

    teryt: str
    name: str
    voivodeship: str
    count: int
    worth: Worth
    programmes: tuple[str, ...]
    kinds: tuple[Figure, ...]
    years: tuple[Figure, ...]
    """By the year in which a programme starts (ends, where only that is stated); undated ones are left out."""
    target_groups: tuple[Figure, ...]
    activities: tuple[Figure, ...]
    funds: tuple[Figure, ...]
    """A programme paid from several funds counts at each of them."""
    invented: int
    """How many of the programmes are sample data."""


def town(teryt: str, name: str, voivodeship: str, programmes: Sequence[Programme]) -> Town:
    """The figures of one municipality."""
    return Town(
        teryt,
        name,
        voivodeship,
        len(programmes),
        total(programmes),
        tuple(programme.id for programme in programmes),
        kinds=_figures(programmes, lambda programme: [programme.kind.value] if programme.kind else []),
        years=tuple(sorted(_figures(programmes, _years), key=lambda figure: figure.code)),
        target_groups=_figures(programmes, lambda programme: [group.code for group in programme.target_groups]),
        activities=_figures(programmes, lambda programme: [activity.code for activity in programme.activities]),
        funds=_figures(programmes, lambda programme: [fund.code for fund in programme.funding]),
        invented=sum(programme.invented for programme in programmes),
    )


def year_of(programme: Programme) -> str | None:
    """The year a programme is filed under."""
    if programme.period is None:
        return None
    return (programme.period.start or programme.period.end or "")[:4] or None


def _years(programme: Programme) -> list[str]:
    year = year_of(programme)
    return [year] if year else []


def _figures(programmes: Sequence[Programme], codes: Callable[[Programme], Iterable[str]]) -> tuple[Figure, ...]:
    """One figure a code, the largest first."""
    by_code: dict[str, list[Programme]] = defaultdict(list)
    for programme in programmes:
        for code in dict.fromkeys(codes(programme)):
            by_code[code].append(programme)
    figures = [
        Figure(code, len(members), total(members).value, tuple(member.id for member in members))
        for code, members in by_code.items()
    ]
    return tuple(sorted(figures, key=lambda figure: (-figure.count, figure.code)))
