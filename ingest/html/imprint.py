"""Who publishes a page: the name of its site and the address lines of its header and footer."""

import re
from collections.abc import Iterator

from ingest.html.flatten import lines
from ingest.html.prune import folded
from ingest.html.tree import Node
from ingest.titles import is_unit

MAX_CHARS = 300
POSTCODE = re.compile(r"\b\d\d-\d{3}\b")
_STREET = re.compile(r"\b(?:ul|al|pl|os)\.\s|\bulica\s|\baleja\s|\bplac\s", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(?:urząd|starostwo|ośrodek|centrum|gmina|powiat|miasto|dom|komenda|wydział|biblioteka|fundacja|stowarzyszenie|"
    r"mops|gops|ops|mopr|pcpr|mgops|pup|cus|szkoła|zespół|caritas|redakcja|wydawca)\b",
    re.IGNORECASE,
)
_BULLETIN = re.compile(r"(?:BIP|Biuletyn Informacji Publicznej)\W*$", re.IGNORECASE)
_PUBLISHING = re.compile(
    r"Podmiot (?:udostępniający|publikujący)(?: informację)?\s*:?\s*([^:|]{4,120}?)"
    r"(?=\s+(?:Wytworzył|Data|Osoba|Autor|Opublikował)|$)",
    re.IGNORECASE,
)
_BRAND = re.compile(
    r"site-?(?:title|name|branding)|site_branding|brand|logo-text|nazwa|site-header|(?:^|\s)logo(?:\s|$)"
)
_NOTICE = re.compile(
    r"cookie|ciastecz|javascript|przeglądark|licznik|odwiedzin|wersja \d|rodo\b|rozdzielczo|wykonanie|copyright|motyw|"
    r"mapa (?:serwisu|strony)|deklaracja|^rss$|wszelkie prawa|wszystkie prawa|powered",
    re.IGNORECASE,
)


_SENTENCES = re.compile(
    r"(?:(?<=\.)(?<!\bul\.)(?<!\bal\.)(?<!\bpl\.)(?<!\bos\.)(?<!\bks\.)(?<!\bśw\.)(?<!\bim\.)(?<!\bgen\.)(?<!\b\w\.)\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ©]))"
    r"|\s*\|\s*"
)


def site_brand(root: Node) -> str | None:
    """The name that the page's own header gives its site, or None."""
    for node in root.walk_whole():
        if 3 < node.chars < 160 and (
            _BRAND.search(node.key) or (node.tag == "a" and node.attributes.get("rel") == "home")
        ):
            found = (
                lines(node.kids) if node.inline or not any(not kid.inline for kid in node.nodes()) else [node.text()]
            )
            text = found[0] if found else ""
            if 3 < len(text) <= 90 and any(character.isalpha() for character in text) and not POSTCODE.search(text):
                return text
    return None


def metric_unit(root: Node) -> str | None:
    """The office that a bulletin's metric names as the one that publishes ("Podmiot udostępniający"), or None."""
    for node in root.walk_whole():
        if node.tag not in {"tr", "dl", "p", "li", "div"} or not 20 < node.chars < 400:
            continue
        match = _PUBLISHING.match(" ".join(lines(node.whole)) if node.tag in {"p", "li"} else node.text())
        if match:
            return match[1].strip(" .;,")
    return None


def outer_unit(root: Node, main: Node) -> str | None:
    """The first line outside the main part that is only the name of an office, or None."""
    inside = {id(node) for node in main.walk()}
    lines_ = list(_outer_lines(root, inside))
    return next(
        (line for line in reversed(lines_) if len(line.split()) > 2 and is_unit(line) and not _BULLETIN.match(line)),
        None,
    )


def imprint(root: Node, main: Node, site: str | None) -> list[str]:
    """The site's name and the address lines that stand outside the main part, at most `MAX_CHARS` in all."""
    inside = {id(node) for node in main.walk()}
    found: list[str] = [site] if site else []
    left = MAX_CHARS - len(site or "")
    for whole in _outer_lines(root, inside):
        if left < 20:
            break
        if len(whole) < 8 or not (POSTCODE.search(whole) or _STREET.search(whole)):
            continue
        line = _without_notices(whole)
        if not _is_address(line) or any(folded(line) in folded(known) for known in found):
            continue
        if len(line) <= left:
            found.append(line)
            left -= len(line)
    return found


def _without_notices(line: str) -> str:
    """A line of the foot without its sentences on cookies, counters, resolution and who built the site."""
    parts = _SENTENCES.split(line)
    return " ".join(part for part in parts if part and not _NOTICE.search(part)).strip(" ©")


def _is_address(line: str) -> bool:
    if not 8 <= len(line) <= 220 or _NOTICE.search(line):
        return False
    return bool(POSTCODE.search(line) or (_UNIT.search(line) and _STREET.search(line)))


def _outer_lines(root: Node, inside: set[int]) -> Iterator[str]:
    """Lines outside the main part, the last of the page first by block: footers say more than headers."""
    blocks: list[list[str]] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in inside:
            continue
        run = [kid for kid in node.whole if isinstance(kid, str) or kid.inline or kid.tag == "br"]
        if not node.inline and run and node.chars < 2000:
            found = lines(run)
            if found:
                blocks.append(found)
        stack.extend(kid for kid in reversed(node.whole) if not isinstance(kid, str))
    for block in reversed(blocks):
        yield from block
