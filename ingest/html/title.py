"""A page's title without the name of its site."""

import re

from ingest.html.meta import Head
from ingest.html.prune import folded
from ingest.html.tree import Node
from ingest.titles import is_unit

_STRONG = re.compile(r"\s*\|\s*|\s*::\s*|\s*[»«•]\s*")
_WEAK = re.compile(r"\s+[-–—·/\\]\s+")
_BIP = re.compile(r"^(?:BIP|Biuletyn Informacji Publicznej)\s*[-–—|:,]?\s*(?=\S)", re.IGNORECASE)
_PORTAL = re.compile(r"\s*[-–|]\s*Portal gov\.pl$", re.IGNORECASE)
_ONLY_BIP = re.compile(r"(?:BIP|e-?BIP|Biuletyn Informacji Publicznej)[\s.]*", re.IGNORECASE)
_ADDRESS = re.compile(r",?\s+(?:ul|al|pl|os)\.\s|,?\s*\b\d\d-\d{3}\b|,\s*tel\.", re.IGNORECASE)
_SITE_WORDS = re.compile(
    r"\b(?:urząd|urzędu|gmin[ay]|miast[oa]|powiat\w*|starostwo|ośrod\w+|centrum|bip|biuletyn\w*|serwis|portal|oficjaln\w+|"
    r"strona|witryna|komenda|kpp|kmp|mops|gops|ops|mopr|pcpr|mgops|cus|rops|aktualności|wiadomości|gazeta|kurier|fundacja|"
    r"stowarzyszenie|caritas|www|\.pl|home|start|strona główna|bip)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:strona główna|start|home|aktualności|wiadomości|news|artykuł|untitled|bez tytułu|index|szczegóły|dokument\d*|"
    r"nowy dokument.*|untitled document)",
    re.IGNORECASE,
)


def choose_title(head: Head, headings: list[tuple[int, str]]) -> tuple[str | None, str | None]:
    """The title and the name of the site that stood behind it, either None.

    `headings` are the level and text of the headings in the main part, in order.
    """
    stated = head.titles.get("og") or head.titles.get("title") or ""
    window = head.titles.get("title") or stated
    for candidate in (stated, window):
        for _level, heading in headings[:6]:
            short, whole = folded(heading), folded(candidate)
            if len(short) > 5 and whole.startswith(short):
                tail = _tail(candidate, heading) or _tail(window, heading)
                if tail and is_unit(heading) and not is_unit(tail):
                    return tail, heading
                return heading, tail or head.site
    own, tail = split_site(stated or window, head.site)
    tail = tail or split_site(window, head.site)[1]
    firsts = [text for level, text in headings if level == 1]
    if len(firsts) == 1 and not _GENERIC.fullmatch(firsts[0]) and folded(firsts[0]) != folded(head.site or ""):
        return firsts[0], tail or head.site
    said = any(folded(own) == folded(text) for _level, text in headings)
    if own and not said and len(own.split()) < 3 and (tail or _SITE_WORDS.search(own)):
        return (headings[0][1] if headings else head.titles.get("ld")), head.site or window
    if own and not _GENERIC.fullmatch(own) and folded(own) != folded(head.site or ""):
        return own, tail or head.site
    if headings and len(headings[0][1]) > 5:
        return headings[0][1], head.site or window or None
    return (head.titles.get("ld") or own or None), tail or head.site


def split_site(title: str, site: str | None) -> tuple[str, str | None]:
    """A window title parted into the page's own title and the site's name ("Nabór - MOPS Koło")."""
    for separator in (_STRONG, _WEAK):
        cuts = [(match.start(), match.end()) for match in separator.finditer(title) if match.start() > 0]
        if not cuts:
            continue
        first = title[: cuts[0][0]].strip()
        tails = [(start, title[end:].strip()) for start, end in cuts]
        for start, tail in tails:
            if tail and (_known(tail, site) or all(_SITE_WORDS.search(part) for part in separator.split(tail))):
                return title[:start].strip(), tail
        if separator is _STRONG and tails[-1][1]:
            return (tails[-1][1], first) if _SITE_WORDS.search(first) else (title[: tails[-1][0]].strip(), tails[-1][1])
        if _SITE_WORDS.search(first) and len(cuts) == 1 and len(first) < 60 and len(first.split()) < 6:
            return tails[0][1], first
    return title.strip(), None


def site_name(name: str | None) -> str | None:
    """A site's name without "Biuletyn Informacji Publicznej" before it and an address behind it; None where that
    is all there is."""
    own = _BIP.sub("", _PORTAL.sub("", name or "").strip(" :|»-–"))
    own = _ADDRESS.split(own)[0].split(" :: ")[0].strip(" ,;-–|:")
    return own if own and not _ONLY_BIP.fullmatch(own) else None


def _known(tail: str, site: str | None) -> bool:
    return bool(site) and (folded(tail) in folded(site or "") or folded(site or "") in folded(tail))


def heading_texts(root: Node) -> list[tuple[int, str]]:
    """Level and text of the headings of a part."""
    return [
        (int(node.tag[1]), text)
        for node in root.walk()
        if node.tag in {"h1", "h2", "h3"} and 0 < node.chars < 300 and (text := node.text())
    ]


def _tail(title: str, heading: str) -> str | None:
    """What follows a heading in a window title: the site's name."""
    rest = title[len(heading) :] if title.casefold().startswith(heading.casefold()) else ""
    rest = rest.strip(" -–—|•·»«/\\:")
    return rest or None
