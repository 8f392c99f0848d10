"""The words of a PDF page with their places, and its ruling lines. Coordinates are points from the top left."""

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from ingest.characters import uniform

SPACE_GAP = 0.22
"""Share of the font size from which a gap within a line parts two words."""
MAX_CHARS = 60_000
"""Characters read from one page."""
MAX_OBJECTS = 20_000
BOLD = 600
"""The weight from which letters are bold; many files state none, and only the font's name tells."""
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"demi")
_HYPHENS = "\x02\ufffe"


@dataclass(slots=True)
class Word:
    """A run of characters without a space."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    order: int = 0
    """Place among the words of the page in the order of the file."""
    table: int | None = None
    """Number of the ruled table that stands in this word's place."""

    @property
    def middle(self) -> float:
        """Height of the middle of the word."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True, frozen=True)
class Rule:
    """A straight horizontal or vertical line, or an edge of a filled box."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def flat(self) -> bool:
        """Whether it is horizontal."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True, frozen=True)
class PageContent:
    """What a page shows."""

    width: float
    height: float
    words: list[Word]
    rules: list[Rule]
    image_share: float
    """Share of the page that the largest image covers."""


def page_content(page: Any) -> PageContent:
    """The words, rules and images of a pypdfium2 page."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        words = _words(textpage.raw, textpage.count_chars(), height)
    finally:
        textpage.close()
    rules, images = _objects(page.raw, width, height)
    return PageContent(width, height, words, rules, images)


def _words(textpage: Any, count: int, height: float) -> list[Word]:
    """Characters gathered to words in the order of the file; turned text (stamps, margins) is left out."""
    words: list[Word] = []
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    letters: list[str] = []
    current: Word | None = None
    for place in range(min(count, MAX_CHARS)):
        code = pdfium.FPDFText_GetUnicode(textpage, place)
        character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if character in _HYPHENS and character:
            character = "\u00ad" if code == 2 else "-"
        if not character or character.isspace() or not pdfium.FPDFText_GetLooseCharBox(textpage, place, reference):
            current = _closed(current, letters, words)
            continue
        x0, x1, top, bottom = box.left, box.right, height - box.top, height - box.bottom
        size = bottom - top
        if size <= 0 or abs(pdfium.FPDFText_GetCharAngle(textpage, place)) > 0.3:
            current = _closed(current, letters, words)
            continue
        if current is not None and (
            x0 - current.x1 > SPACE_GAP * size or x0 < current.x0 - size or abs(bottom - current.bottom) > 0.5 * size
        ):
            current = _closed(current, letters, words)
        if current is None:
            bold = pdfium.FPDFText_GetFontWeight(textpage, place) >= BOLD or _has_bold_name(textpage, place)
            current = Word("", x0, x1, top, bottom, size, bold)
        letters.append(character)
        current.size = min(current.size, size)  # a letter from a substitute font stands higher than its word
        current.x1 = max(current.x1, x1)
        current.top, current.bottom = min(current.top, top), max(current.bottom, bottom)
    _closed(current, letters, words)
    return words


def _has_bold_name(textpage: Any, place: int) -> bool:
    name = ctypes.create_string_buffer(96)
    pdfium.FPDFText_GetFontInfo(textpage, place, name, len(name), None)
    lower = name.value.lower()
    return any(part in lower for part in _BOLD_NAMES)


def _closed(word: Word | None, letters: list[str], words: list[Word]) -> Word | None:
    """Add a finished word to `words`; None, for what is open from then on."""
    if word is not None:
        raw = "".join(letters)
        word.text = uniform(raw.replace("\u00ad", "-") if raw.endswith("\u00ad") else raw)
        letters.clear()
        if word.text:
            word.order = len(words)
            words.append(word)
    return None


def _objects(page: Any, width: float, height: float) -> tuple[list[Rule], float]:
    rules: list[Rule] = []
    image = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for place in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        x0, x1, y0, y1 = left.value, right.value, height - top.value, height - bottom.value
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules_of(x0, x1, y0, y1, (width, height)))
        else:
            image = max(image, (x1 - x0) * (y1 - y0) / max(width * height, 1.0))
    return rules, min(image, 1.0)


def _rules_of(x0: float, x1: float, top: float, bottom: float, size: tuple[float, float]) -> list[Rule]:
    """The rules that a path's box makes: itself when thin, its four edges when it is a box of the size of a cell."""
    thin = 3.0
    if x1 - x0 <= thin or bottom - top <= thin:
        return [Rule(x0, x1, top, bottom)] if max(x1 - x0, bottom - top) > 6 else []
    if x1 - x0 > 0.97 * size[0] and bottom - top > 0.9 * size[1]:
        return []
    return [
        Rule(x0, x1, top, top), Rule(x0, x1, bottom, bottom), Rule(x0, x0, top, bottom), Rule(x1, x1, top, bottom)
    ]  # fmt: skip
