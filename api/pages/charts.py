"""Charts as values: positions and lengths that a template writes out as SVG."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import Any

from corpus.places import Municipality

LONGEST = 310
"""Width of the longest bar in a chart 460 wide; the rest is for its figure."""
LETTER = 6.4
"""Width of a letter of the map's names, on average."""
LINE = 19
HEAD = 21
GAP = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `series` chooses its colour, the name is for those who cannot see colours."""

    series: int
    name: str
    width: float
    y: int
    text: str
    url: str
    show_name: bool


@dataclass(frozen=True, slots=True)
class BarRow:
    """A label with a bar for each series."""

    label: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart of horizontal bars."""

    rows: tuple[BarRow, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Datum:
    """What one bar shows."""

    series: int
    name: str
    value: float
    text: str
    url: str


def bar_chart(rows: Sequence[tuple[str, Sequence[Datum]]], *, names: bool) -> BarChart:
    """Rows of bars on one scale from zero; `names` writes each series' name beside its bar."""
    most = max((datum.value for _, data in rows for datum in data), default=0) or 1
    y = 0
    out = []
    for label, data in rows:
        head = HEAD if label else 0
        bars = tuple(
            Bar(
                datum.series,
                datum.name,
                round(max(2.0, LONGEST * datum.value / most), 1) if datum.value else 0.0,
                y + head + place * LINE,
                datum.text,
                datum.url,
                names,
            )
            for place, datum in enumerate(data)
        )
        out.append(BarRow(label, y, bars))
        y += head + len(bars) * LINE + GAP
    return BarChart(tuple(out), max(y, 1))


@dataclass(frozen=True, slots=True)
class Dot:
    """A town on the map."""

    x: float
    y: float
    r: float
    url: str
    title: str
    label: str | None = None
    left: bool = False
    """True where the name stands to the left of the dot."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A voivodeship; lit where the page speaks of it."""

    name: str
    path: str
    lit: bool


@dataclass(frozen=True, slots=True)
class Map:
    """Poland with dots."""

    width: int
    height: int
    voivodeships: tuple[Outline, ...]
    dots: tuple[Dot, ...]


def poland(
    towns: Sequence[tuple[Municipality, int, str]], *, lit: frozenset[str] = frozenset(), labels: int = 14
) -> Map:
    """The map with a dot for each town, its area as its number of programmes; the largest `labels` carry names."""
    outlines = _outlines()
    projection = outlines["projection"]
    stretch = math.cos(math.radians(projection["latitude"]))
    ordered = sorted(towns, key=lambda town: (-town[1], town[0].name))
    dots: list[Dot] = []
    for town, count, title in ordered:
        if town.latitude is None or town.longitude is None:
            continue
        x = (town.longitude - projection["west"]) * stretch * projection["scale"]
        y = (projection["north"] - town.latitude) * projection["scale"]
        radius = min(16.0, 3.2 + 1.9 * math.sqrt(count))
        dots.append(Dot(round(x, 1), round(y, 1), round(radius, 1), f"/miasto/{town.teryt}", title))
    names = [town.name for town, _, _ in ordered if town.latitude is not None and town.longitude is not None]
    return Map(
        outlines["width"],
        outlines["height"],
        tuple(Outline(one["name"], one["path"], one["name"] in lit) for one in outlines["voivodeships"]),
        tuple(_labelled(dots, names[:labels], outlines["width"])),
    )


def _labelled(dots: Sequence[Dot], names: Sequence[str], width: float) -> Iterator[Dot]:
    """The dots, the first of them with their names where there is room: within the map, over no other name or its dot,
    on the side with fewer dots."""
    taken: list[tuple[float, float, float]] = []
    for dot, name in zip_longest(dots, names):
        best: tuple[int, bool, tuple[float, float, float]] | None = None
        for left in (False, True) if name else ():
            box = _box(dot, name, left=left)
            crossed = sum(_covers(box, other.x - other.r, other.x + other.r, other.y) for other in dots)
            inside = box[0] >= 0 and box[1] <= width
            free = inside and not any(_covers(box, *other) for other in taken)
            if free and (best is None or crossed < best[0]):
                best = (crossed, left, box)
        if best is None:
            yield dot
        else:
            taken.append(best[2])
            yield replace(dot, label=name, left=best[1])


def _box(dot: Dot, name: str, *, left: bool) -> tuple[float, float, float]:
    """Left end, right end and middle height of a name and its dot."""
    far = 2 * dot.r + 3 + LETTER * len(name)
    return (dot.x + dot.r - far, dot.x + dot.r, dot.y) if left else (dot.x - dot.r, dot.x - dot.r + far, dot.y)


def _covers(box: tuple[float, float, float], start: float, end: float, y: float) -> bool:
    return start < box[1] and box[0] < end and abs(y - box[2]) < 11


@cache
def _outlines() -> Mapping[str, Any]:
    raw: Mapping[str, Any] = json.loads((files("api") / "data" / "voivodeships.json").read_text("utf-8"))
    return raw
