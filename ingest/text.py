"""Text and Markdown bytes → Document."""

import re
from collections.abc import Iterator

from corpus.documents import BlockKind, Document, Snapshot, document_id
from ingest.characters import squeezed, uniform
from ingest.dates import bare_date, stated_publication
from ingest.encoding import decode
from ingest.errors import NoText
from ingest.hyphens import joined as rejoined
from ingest.html.noise import is_noise_heading, is_noise_line
from ingest.marks import opening_mark
from ingest.pieces import Piece, compose

CELL = " | "
HEADING_CHARS = 120
WRAP = 60
"""Least width of a hard-wrapped text: shorter lines are meant as they stand."""
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_SETEXT = re.compile(r"^(=+|-{4,})\s*$")
_RULE = re.compile(r"^\s*(?:[-*_=~–—.]\s*){2,}$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_STRAY = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_COLUMNS = re.compile(r"\s{3,}|\t+")
_TABLE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_PATH = re.compile(r"^.{2,60}?(?:\s[>»›/]\s.{2,60}){1,5}$")
_LABEL = re.compile(r"^[^\W\d][\w\s.()/-]{1,45}:(?:\s|$)")
_MORE = re.compile(
    r"^(?:inne|czytaj|zobacz|przeczytaj|powiązane|podobne|najnowsze|ostatnie|polecamy|polecane)\b[^.:]{0,30}:\s*\S", re.I
)
_BUTTONS = re.compile(r"^(?:\[[^\]]{1,60}\]\s*){2,}$")
_COMMENTS = re.compile(r"^komentarze\s*\(\d+\)|^zaloguj si[eę]|^dodaj komentarz", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d\d-\d{3}\s+[A-ZĄĆĘŁŃÓŚŹŻ]")
_SOURCE = re.compile(r"^(?:źródło|wg inf\S* z|autor|tekst|opracowa\S+|fot)\b", re.IGNORECASE)


def read_text(snapshot: Snapshot, *, media_type: str = "text/plain") -> Document:
    """The document of a text file. Raises NoText where it holds no letter."""
    text = uniform(decode(snapshot.body, (snapshot.charset,)))
    if not any(character.isalpha() for character in text):
        raise NoText("There are no words in this file.")
    lines = [_cleaned(line) for line in text.split("\n")]
    published = _published(lines)
    body, edge = _edges(lines)
    pieces = list(_pieces(_unwrapped(body)))
    title = _title(pieces)
    pieces = _titled(pieces, title)
    composed, blocks = compose([*pieces, *(Piece(BlockKind.IMPRINT, line) for line in edge)])
    return Document(
        id=document_id(snapshot.url, snapshot.body),
        url=snapshot.url,
        source=snapshot.source,
        media_type=media_type,
        title=title,
        published=published,
        text=composed,
        blocks=blocks,
        publisher=edge[0] if edge else None,
    )


def _cleaned(line: str) -> str:
    """A line without Markdown's links and emphasis marks; columns set with spaces stay apart."""
    line = line.rstrip()
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    if "**" in line or "__" in line:
        line = _STRAY.sub("", _EMPHASIS.sub(r"\2", line))
    return line


def _published(lines: list[str]) -> str | None:
    """The date that a line states, else one that stands alone near the top."""
    for line in lines:
        if len(line) <= 120 and (found := stated_publication(line)):
            return found
    filled = [line.strip() for line in lines if line.strip()]
    return next((found for line in filled[:6] if (found := bare_date(line))), None)


def _edges(lines: list[str]) -> tuple[list[str], list[str]]:
    """The content's lines, and the imprint lines found at head and tail; menus, teasers and tools are dropped."""
    filled = [(place, line.strip()) for place, line in enumerate(lines) if line.strip()]
    dropped: set[int] = set()
    imprint: list[str] = []
    for place, line in filled[:12]:
        site = _site_in_path(line)
        if site or _is_tool(line):
            dropped.add(place)
            if site and site not in imprint:
                imprint.append(site)
        elif place - len(dropped) > 3 or len(line) > 90:
            break
    tail = filled[max(len(filled) * 2 // 3, len(filled) - 14) :]
    cut = False
    for place, line in tail:
        if cut and not _is_address(line):
            if not _is_dropped_after_cut(line, lines, place):
                cut = False
            else:
                dropped.add(place)
                continue
        if _MORE.match(line) or _COMMENTS.match(line) or _BUTTONS.match(line):
            dropped.add(place)
        elif is_noise_heading(line.rstrip(":")):
            dropped.add(place)
            cut = True
        elif _is_tool(line) or stated_publication(line) and len(line) < 80:
            dropped.add(place)
    for place, line in reversed(filled[-8:]):
        if place in dropped:
            continue
        if not _is_address(line):
            break
        dropped.add(place)
        imprint.append(squeezed(line))
    kept = ["" if place in dropped else line for place, line in enumerate(lines)]
    return kept, imprint


def _is_dropped_after_cut(line: str, lines: list[str], place: int) -> bool:
    """Whether a line still belongs to a list of teasers: an item, or directly below the list's heading."""
    return opening_mark(line) is not None or (len(line) < 90 and place > 0 and bool(lines[place - 1].strip()))


def _is_tool(line: str) -> bool:
    return is_noise_line(line) or bool(_BUTTONS.match(line)) or bool(_RULE.match(line) and len(line) > 1)


def _site_in_path(line: str) -> str | None:
    """The site's name that opens a breadcrumb line ("Gmina Kosakowo > Aktualności > Pomoc"), or None."""
    if len(line) > 200 or not _PATH.match(line) or line[-1] in ".,;:!?":
        return None
    parts = [part.strip() for part in re.split(r"\s[>»›]\s", line)]
    if len(parts) < 2 or any(len(part) > 60 for part in parts):
        return None
    return parts[0] if len(parts[0]) > 3 and parts[0].lower() not in {"strona główna", "start", "home"} else None


def _is_address(line: str) -> bool:
    return len(line) <= 200 and bool(_POSTCODE.search(line)) and not _SOURCE.match(line.strip())


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines with those of a hard-wrapped paragraph joined. Only a text whose long lines end at one margin is wrapped."""
    widths = sorted(len(line) for line in lines if len(line.strip()) > 30)
    if not widths:
        return lines
    margin = widths[int(len(widths) * 0.9)]
    if margin < WRAP or margin > 130 or widths[-1] > margin * 1.25:
        return lines
    full = sum(width >= margin - 18 for width in widths)
    if full < 0.4 * len(widths):
        return lines
    done: list[str] = []
    previous = ""
    for line in lines:
        if done and _continues(previous, line, margin):
            done[-1] = rejoined(done[-1], line.strip())
        else:
            done.append(line)
        previous = line
    return done


def _continues(previous: str, line: str, margin: int) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    stripped = line.strip()
    if not previous.strip() or not stripped or _RULE.match(line) or _RULE.match(previous):
        return False
    if opening_mark(stripped) and not stripped[0].isdigit() or _MARKDOWN_HEADING.match(stripped):
        return False
    if opening_mark(stripped) and stripped[0].isdigit() and re.match(r"\d{1,2}[.)/]\s", stripped):
        return False
    if _COLUMNS.search(stripped) or _COLUMNS.search(previous.strip()):
        return False
    first = stripped.split(" ", 1)[0]
    room = margin - len(previous.rstrip())
    if previous.rstrip().endswith("-") and stripped[0].islower():
        return True
    if room > len(first) + 14:
        return False
    return not (previous.rstrip()[-1] in ".:;!?" and room > len(first) and _LABEL.match(stripped))


def _pieces(lines: list[str]) -> Iterator[Piece]:
    for place, line in enumerate(lines):
        stripped = line.strip()
        if not stripped or _RULE.match(stripped) or _TABLE_RULE.match(stripped):
            continue
        following = lines[place + 1].strip() if place + 1 < len(lines) else ""
        yield _piece(line, stripped, following, lines[place - 1].strip() if place else "")


def _piece(line: str, stripped: str, following: str, before: str) -> Piece:
    heading = _MARKDOWN_HEADING.match(stripped)
    if heading:
        return Piece(BlockKind.HEADING, squeezed(heading[2]), len(heading[1]))
    if _SETEXT.match(following) and len(stripped) < HEADING_CHARS and len(following) >= 3:
        return Piece(BlockKind.HEADING, squeezed(stripped), 1 if following[0] == "=" else 2)
    if stripped.startswith("|") and stripped.count("|") > 2:
        return Piece(BlockKind.ROW, CELL.join(squeezed(cell) for cell in stripped.strip("|").split("|")))
    item = opening_mark(stripped)
    if item:
        inner = opening_mark(item[1]) if item[0] == "- " else None
        mark, words = (f"- {inner[0]}", inner[1]) if inner and inner[0] != "- " else item
        cells = [squeezed(cell) for cell in _COLUMNS.split(words)]
        if len(cells) > 1:
            return Piece(BlockKind.ROW, CELL.join(cells), 0, mark)
        depth = 1 + (len(line) - len(line.lstrip())) // 6
        return Piece(BlockKind.ITEM, squeezed(words), depth, mark)
    cells = [squeezed(cell) for cell in _COLUMNS.split(stripped)]
    if len(cells) > 1 and all(cells):
        return Piece(BlockKind.ROW, CELL.join(cells))
    if _is_heading(stripped, following, before):
        return Piece(BlockKind.HEADING, squeezed(stripped), 3 if stripped.isupper() else 4)
    return Piece(BlockKind.PARAGRAPH, squeezed(stripped))


def _is_heading(line: str, following: str, before: str) -> bool:
    """Whether a short line stands like a heading: in capitals, or alone before text and without a full stop."""
    if len(line) > HEADING_CHARS or not any(character.isalpha() for character in line) or line[-1] in ".,;":
        return False
    if line.isupper() and len(line) > 3:
        return True
    if before or _LABEL.match(line) and not line.endswith(":") or _SOURCE.match(line):
        return False
    if line.endswith((":", "?")):
        return len(line) < 60
    return len(line) < 90 and line[0].isupper() and not following and not line[-1].isdigit() and len(line.split()) < 12


def _title(pieces: list[Piece]) -> str | None:
    """The first heading among the first pieces, else a short first line."""
    for piece in pieces[:5]:
        if piece.kind == BlockKind.HEADING and len(piece.text) > 3:
            return piece.text
    first = pieces[0].text if pieces else ""
    return first if 3 < len(first) <= HEADING_CHARS and first[-1] not in ".,;" else None


def _titled(pieces: list[Piece], title: str | None) -> list[Piece]:
    """Pieces with the title's own piece as a heading of level 1."""
    for place, piece in enumerate(pieces[:5]):
        if piece.text == title:
            return [*pieces[:place], Piece(BlockKind.HEADING, piece.text, 1), *pieces[place + 1 :]]
    return pieces
