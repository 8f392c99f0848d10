"""What stands above and below the content of a text dump of a page: menus, paths, teasers, tools, addresses."""

import re

from ingest.characters import squeezed
from ingest.datelines import MASTHEAD, masthead_date
from ingest.dates import is_byline
from ingest.html.noise import is_noise_heading, is_noise_line
from ingest.marks import opening_mark
from ingest.patterns import pattern
from ingest.text.wrapping import RULE
from ingest.titles import is_unit

HEAD, TAIL, FOOT = 14, 14, 8
"""Filled lines at the top, at the bottom and at the very end in which edges are sought."""
_PATH_PART = 60
_PATH = re.compile(r"\s+(?:>+|»+|›+|/|\|)\s+")
_PATH_MARK = re.compile(r"^\s*[>»›/|]+\s+")
_MORE = re.compile(
    r"^(?:inne|czytaj|zobacz|przeczytaj|powiązane|podobne|najnowsze|ostatnie|polecamy|polecane)\b[^.:]{0,30}:\s*\S",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b[^.]{0,40}?(?::|\||$|\s\w)")
"""What follows the opening words of lines on something else."""
_SIGNATURE = re.compile(r"^--\s*$")
_LONGEST_SIGNATURE = 8
_BUTTON = re.compile(r"^(?:\[[^\]]{1,30}\]\s*)+")
_BUTTONS = re.compile(r"^(?:\[[^\]]{1,60}\]\s*){2,}$")
_COMMENTS = re.compile(r"^komentarze\s*\(\d+\)|^zaloguj si[eę]|^dodaj komentarz", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d\d-\d{3}\s+[A-ZĄĆĘŁŃÓŚŹŻ]")
_SOURCE = re.compile(
    r"^(?:źródło|wg inf\S* z|autor|tekst|opracowa\S+|fot|kontakt|zgłoszenia|zapisy|informacj)\b", re.IGNORECASE
)
_CONTACT = re.compile(
    r"^(?:(?:tel|fax|faks|e-?mail|adres|kontakt\w*|lage|nip|regon|ul|al|pl|os)\b\.?.{0,50}|[\d\s()+-]{7,20}|\S+@\S+|.*\[at\].*"
    r"|(?:urząd|ośrodek|centrum|gmina|starostwo|m?gops|m?ops|mopr|pcpr)\b.{0,60}|(?:ul|al|pl|os)\. .{0,50}|\w+)$",
    re.IGNORECASE,
)


def without_edges(lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines with those of the edges made empty, and the imprint lines among them: site's name, address."""
    filled = [(place, line.strip()) for place, line in enumerate(lines) if line.strip()]
    dropped, imprint = _head(filled)
    tail = filled[max(len(filled) * 2 // 3, len(filled) - TAIL) :]
    dropped |= _teasers(tail, lines)
    address = _foot([item for item in filled[-FOOT:] if item[0] not in dropped])
    dropped |= {place for place, _line in address}
    imprint += [squeezed(line) for _place, line in address if not _is_mere_contact(line)]
    return ["" if place in dropped else line for place, line in enumerate(lines)], imprint


def _head(filled: list[tuple[int, str]]) -> tuple[set[int], list[str]]:
    dropped: set[int] = set()
    imprint: list[str] = []
    seen, above = 0, (-2, "")
    for place, line in filled[:HEAD]:
        site = _site_of_path(line)
        if len(dropped) + seen < MASTHEAD and masthead_date(line):
            if place - 1 == above[0] and not dropped:
                dropped.add(place - 1)
                imprint.append(squeezed(above[1]))
            dropped.add(place)
            imprint.append(squeezed(line))
        elif site is not None or is_tool(line) or is_byline(line):
            dropped.add(place)
            if site:
                imprint.append(site)
        elif len(line) > 120 or seen > 6:
            break
        else:
            seen += 1
            above = (place, line)
    return dropped, imprint


def _teasers(tail: list[tuple[int, str]], lines: list[str]) -> set[int]:
    """Lists of other pages, comments, tools and bylines in the tail."""
    dropped = _signature(lines)
    listing = closing = False
    for place, whole in tail:
        line = _BUTTON.sub("", whole) or whole
        closing = closing and bool(lines[place - 1].strip())
        if (closing and not _is_address(line)) or _is_elsewhere(line):
            dropped.add(place)
            closing = True
            continue
        goes_on = opening_mark(line) or (len(line) < 90 and place and lines[place - 1].strip())
        if listing and goes_on and not _is_address(line):
            dropped.add(place)
            continue
        listing = False
        if _MORE.match(line) or _COMMENTS.match(line) or is_tool(line) or is_byline(line):
            dropped.add(place)
        elif is_noise_heading(line.rstrip(":")):
            dropped.add(place)
            listing = True
    return dropped


def _is_elsewhere(line: str) -> bool:
    """Whether a line opens the closing lines on something else: what it opens with goes on as a label or a list."""
    words = line.lstrip(" *•-–—|[(>")
    match = pattern("elsewhere").match(words)
    return match is not None and _GOES_ON.match(words, match.end()) is not None


def _signature(lines: list[str]) -> set[int]:
    """The lines after an e-mail's signature mark ("--"), where they are few."""
    place = next((place for place, line in enumerate(lines) if _SIGNATURE.match(line)), None)
    after = [] if place is None else [at for at in range(place, len(lines)) if lines[at].strip()]
    return set(after) if len(after) <= _LONGEST_SIGNATURE else set()


def _foot(last: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The address lines that end the text: from the first line of their block to the end, in order."""
    at = [number for number, (_place, line) in enumerate(last) if _is_address(line)]
    if not at:
        return []
    if not all(_CONTACT.match(line) or _is_address(line) for _place, line in last[at[-1] :]):
        return []
    start = at[0]
    while start > 0 and len(last[start - 1][1]) < 60 and _CONTACT.match(last[start - 1][1]):
        start -= 1
    if any(not (_CONTACT.match(line) or _is_address(line)) for _place, line in last[start:]):
        start = at[-1]
    return last[start:]


def is_tool(line: str) -> bool:
    """Whether a line is only menu words, buttons, a rule or a counter."""
    return is_noise_line(line) or _BUTTONS.match(line) is not None or (len(line) > 1 and RULE.match(line) is not None)


def _site_of_path(line: str) -> str | None:
    """The site's name that opens a breadcrumb line ("Gmina Kosakowo > Aktualności > Pomoc"), "" where the path
    opens with the start page, None for another line."""
    if len(line) > 200 or line[-1] in ".,;:!?":
        return None
    parts = [part.strip() for part in _PATH.split(_PATH_MARK.sub("", line))]
    if len(parts) < 2 or any(not 0 < len(part) <= _PATH_PART for part in parts):
        return None
    if len(parts) > 2 and any(pattern("path_parts").fullmatch(part) for part in parts[1:]) and is_unit(parts[0]):
        return parts[0]
    if re.match(r"(?:strona g[łl][óo]wna|start|home|jesteś tutaj.*)$", parts[0], re.IGNORECASE):
        return ""
    return parts[0] if re.search(r"\s[>»›]\s", line) and len(parts[0]) > 3 else None


def _is_address(line: str) -> bool:
    return len(line) <= 200 and bool(_POSTCODE.search(line)) and not _SOURCE.match(line)


def _is_mere_contact(line: str) -> bool:
    """Whether a line of the foot says nothing on who and where: a number, a mail address, a single word."""
    return not _POSTCODE.search(line) and re.match(r"^(?:[\d\s()+-]{7,20}|\S*@\S*|.*\[at\].*|\w+)$", line) is not None
