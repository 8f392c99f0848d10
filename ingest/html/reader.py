"""HTML bytes → Document: decode, parse, prune, find the main part, flatten."""

from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree

from corpus.documents import BlockKind, Document, Snapshot, document_id
from ingest.datelines import closing_date
from ingest.dates import address_date, is_byline, place_and_date
from ingest.encoding import declared_in, decode
from ingest.errors import NoText, Truncated
from ingest.html.apart import without_apart
from ingest.html.flatten import flatten
from ingest.html.imprint import imprint, metric_unit, outer_unit, site_brand
from ingest.html.main_part import main_part
from ingest.html.meta import Head, read_head
from ingest.html.prune import Pruner, folded
from ingest.html.published import published_in
from ingest.html.title import choose_title, heading_texts, site_name
from ingest.html.tree import build, parse
from ingest.html.vote import opinion, weigh
from ingest.pieces import Piece, compose, with_title

LEAST_CHARS = 20
SPARSE = 200.0
"""Score below which the text for browsers without scripts is read, too."""


def read_html(snapshot: Snapshot) -> Document:
    """The document of an HTML page.

    Raises Truncated where it is no page at all and NoText where nothing on it can be read.
    """
    text = decode(snapshot.body, (declared_in(snapshot.body), snapshot.charset))
    tree = parse(text)
    head = read_head(tree)
    body = _body(tree)
    root = build(body)
    if root.score < SPARSE:
        root = build(body, scripted=False)
    vote = opinion(tree)
    if vote:
        weigh(root, vote)
    first_title, site = choose_title(head, heading_texts(root))
    site = site_name(head.site) or site_name(site) or site_name(site_brand(root)) or metric_unit(root)
    pruner = Pruner(root, first_title)
    main = main_part(pruner.prune(), pruner)
    without_apart(main)
    pieces = flatten(main)
    if sum(len(piece.text) for piece in pieces) < LEAST_CHARS:
        raise NoText("There is no text on this page: it may need a browser, or is only a menu.")
    title, tail = choose_title(head, heading_texts(main))
    stated, title = title, title or _first_heading(pieces)
    site = site or site_name(tail) or site_name(outer_unit(root, main))
    pieces = _without_byline(with_title(pieces, title, opens=stated is not None))
    edge = imprint(root, main, None if site and title and folded(site) == folded(title) else site)
    composed, blocks = compose([*pieces, *(Piece(BlockKind.IMPRINT, line) for line in edge)])
    url = canonical_url(head, snapshot.url)
    return Document(
        id=document_id(url, snapshot.body),
        url=url,
        source=snapshot.source,
        media_type="text/html",
        title=title,
        published=head.published or published_in(root, main, title) or address_date(url) or _letter_date(pieces),
        text=composed,
        blocks=blocks,
        publisher=site,
    )


def canonical_url(head: Head, fetched: str | None) -> str | None:
    """The page's public address: the stated one where it is one, made whole by the fetched one, else the fetched one.

    A stated address of another host is not believed when the page was fetched; one that is only the site's
    front page is a mistake of the template.
    """
    stated = urljoin(fetched or "", head.canonical) if head.canonical else ""
    parts = urlsplit(stated)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return fetched
    if fetched:
        own = urlsplit(fetched)
        same = (own.hostname or "").removeprefix("www.") == parts.hostname.removeprefix("www.")
        front = parts.path in {"", "/"} and not parts.query and own.path not in {"", "/"}
        if not same or front:
            return fetched
    return urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, ""))


def _body(tree: etree._Element) -> etree._Element:
    body = tree.find("body")
    if body is None:
        body = tree
    if body.tag not in {"body", "html"} and not len(body) and not (body.text or "").strip():
        raise Truncated("The page has no body: it is cut off.")
    return body


def _first_heading(pieces: list[Piece]) -> str | None:
    """A heading among the first pieces, for a page whose head names none."""
    return next((piece.text for piece in pieces[:5] if piece.kind == BlockKind.HEADING), None)


def _letter_date(pieces: list[Piece]) -> str | None:
    """The date of a letter's opening line ("Konin, dnia 5 maja 2023 r."), else the one beside its signature."""
    opening = next((found for piece in pieces[:4] if (found := place_and_date(piece.text))), None)
    return opening or closing_date([piece.text for piece in pieces])


def _without_byline(pieces: list[Piece]) -> list[Piece]:
    """Pieces without the lines under the title that only say when the page was made."""
    return [
        piece
        for place, piece in enumerate(pieces)
        if not (place < 4 and piece.kind == BlockKind.PARAGRAPH and is_byline(piece.text))
    ]
