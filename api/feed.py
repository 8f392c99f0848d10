"""A search as an Atom feed (RFC 4287): a pure function of what was found."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from api.library import Item
from api.questions import Question

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom(question: Question, items: Sequence[Item], base: str) -> bytes:
    """The programmes found, those stored last first. `base` is the server's address without a slash."""
    ordered = sorted(items, key=lambda item: (_stored(item), item.programme.id), reverse=True)
    query = question.query()
    page = f"{base}/szukaj?{query}" if query else f"{base}/szukaj"
    address = f"{base}/feed.atom?{query}" if query else f"{base}/feed.atom"
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "pl"})
    _text(feed, "id", address)
    _text(feed, "title", f"Drogowskaz: {question.q}" if question.q else "Drogowskaz")
    _text(feed, "updated", _moment(_stored(ordered[0]) if ordered else NEVER))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    author = SubElement(feed, "author")
    _text(author, "name", "Drogowskaz")
    for item in ordered:
        _entry(feed, item, base)
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: Element, item: Item, base: str) -> None:
    programme = item.programme
    place = f"{programme.municipality.name}: " if programme.municipality else ""
    sample = " [dane przykładowe]" if programme.invented else ""
    entry = SubElement(feed, "entry")
    _text(entry, "id", f"urn:drogowskaz:programme:{programme.id}")
    _text(entry, "title", f"{place}{programme.name.value}{sample}")
    _text(entry, "updated", _moment(_stored(item)))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}/program/{programme.id}"})
    for version in item.documents:
        if version.url:
            SubElement(entry, "link", {"rel": "via", "href": version.url})
    if item.excerpt is not None:
        _text(entry, "summary", item.excerpt.text)


def _stored(item: Item) -> datetime:
    return max((version.stored_at for version in item.documents), default=NEVER)


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _text(parent: Element, name: str, text: str) -> None:
    # XML 1.0 has no control characters, even escaped
    SubElement(parent, name).text = "".join(c if c >= " " or c in "\n\t" else " " for c in text)
