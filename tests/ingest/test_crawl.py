"""Visits to real servers on loopback."""

import gzip
import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from corpus.documents import Snapshot
from ingest.crawl import Finished, Plan, PlanKind, Problem, Unchanged, crawl, discover
from ingest.crawl.feeds import feed_pages, sitemap_pages, unpacked, wordpress_pages
from ingest.crawl.listings import listing_pages
from ingest.crawl.plan import Known
from tests.ingest.conftest import Site

ARTICLE = "<html><body><main><h1>{0}</h1><p>Ogłoszenie numer {0} o zajęciach dla rodzin.</p></main></body></html>"


def visit(plan: Plan) -> tuple[list[Snapshot], list[Unchanged], list[Problem], Finished]:
    results = list(crawl(plan))
    assert isinstance(results[-1], Finished)
    assert sum(isinstance(result, Finished) for result in results) == 1
    return (
        [result for result in results if isinstance(result, Snapshot)],
        [result for result in results if isinstance(result, Unchanged)],
        [result for result in results if isinstance(result, Problem)],
        results[-1],
    )


def feed(site: Site, *paths: str, dates: str = "Mon, 06 May 2024 10:00:00 +0200") -> str:
    items = "".join(
        f"<item><title>Wpis {path}</title><link>{site.address(path)}</link><pubDate>{dates}</pubDate></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


def serve_feed(site: Site, *paths: str) -> Plan:
    site.routes["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed(site, *paths).encode())
    return Plan(url=site.address("/feed"), kind=PlanKind.FEED)


def test_a_feed_is_followed_within_robots_txt(site: Site) -> None:
    site.routes["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /tajne/\n")
    for number in range(3):
        site.page(f"/p{number}", ARTICLE.format(number))
    site.page("/tajne/x", ARTICLE.format("x"))
    plan = serve_feed(site, "/p0", "/p1", "/p2", "/tajne/x", "/brak")
    pages, _unchanged, problems, finished = visit(plan)
    assert sorted(page.url or "" for page in pages) == [site.address(f"/p{number}") for number in range(3)]
    assert "/tajne/x" not in site.paths()
    assert {problem.url: problem.message for problem in problems} == {
        site.address("/tajne/x"): "robots.txt forbids it.",
        site.address("/brak"): "The server answered 404.",
    }
    assert (finished.pages, finished.problems, finished.reason) == (3, 2, "finished")
    assert set(finished.modified.values()) == {"2024-05-06T10:00:00"}


def test_pages_come_while_the_visit_goes_on(site: Site, configure: Callable[..., None]) -> None:
    configure(crawl_delay=0.3)
    for number in range(6):
        site.page(f"/p{number}", ARTICLE.format(number))
    results = crawl(serve_feed(site, *(f"/p{number}" for number in range(6))))
    assert isinstance(next(results), Snapshot)
    asked = len(site.asked)
    results.close()
    time.sleep(1)
    assert asked < 8
    assert len(site.asked) <= asked + 2


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    def route(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        fresh = handler.headers.get("If-None-Match") != '"v1"'
        return (
            (200, {"ETag": '"v1"', "Content-Type": "text/html"}, ARTICLE.format("a").encode())
            if fresh
            else (304, {}, b"")
        )

    site.routes["/a"] = route
    site.page("/b", ARTICLE.format("b"))
    plan = serve_feed(site, "/a", "/b")
    known = {
        site.address("/a"): Known(etag='"v1"'),
        site.address("/b"): Known(modified="2024-05-06T10:00:00"),
    }
    pages, unchanged, _problems, finished = visit(plan.model_copy(update={"known": known}))
    assert pages == []
    assert {one.url for one in unchanged} == set(known)
    assert finished.unchanged == 2
    assert "/b" not in site.paths()


def test_an_index_of_packed_sitemaps(site: Site) -> None:
    pages = "".join(f"<url><loc>{site.address(f'/p{n}')}</loc><lastmod>202{n}-01-01</lastmod></url>" for n in range(4))
    inner = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'
    outer = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{site.address("/m.xml.gz")}</loc></sitemap></sitemapindex>'
    site.routes["/sitemap.xml"] = (200, {"Content-Type": "text/xml"}, outer.encode())
    site.routes["/m.xml.gz"] = (200, {"Content-Type": "application/gzip"}, gzip.compress(inner.encode()))
    for number in range(4):
        site.page(f"/p{number}", ARTICLE.format(number))
    plan = Plan(url=site.address("/sitemap.xml"), kind=PlanKind.SITEMAP, since="2022-01-01", exclude=("p3",))
    assert [page.url for page in visit(plan)[0]] == [site.address("/p2")]


def test_wordpress_posts_over_several_pages(site: Site) -> None:
    def posts(page: int) -> Callable[[BaseHTTPRequestHandler], tuple[int, dict[str, str], bytes]]:
        body = json.dumps([{"link": site.address(f"/w{page}"), "modified": f"2024-0{page}-01T00:00:00"}]).encode()
        return lambda handler: (200, {"Content-Type": "application/json", "X-WP-TotalPages": "2"}, body)

    query = "/wp-json/wp/v2/posts?per_page=50&page={}&orderby=modified&order=desc&_fields=link,date,modified"
    for page in (1, 2):
        site.routes[query.format(page)] = posts(page)
        site.page(f"/w{page}", ARTICLE.format(page))
    plan = Plan(url=site.address("/wp-json/"), kind=PlanKind.WORDPRESS)
    assert {page.url for page in visit(plan)[0]} == {site.address("/w1"), site.address("/w2")}


def test_listing_pages_and_the_files_of_their_articles(site: Site) -> None:
    def listing(numbers: range, further: str) -> str:
        rows = "".join(
            f'<div class="row n{n}"><a href="/art/{n}">Ogłoszenie numer {n} dla mieszkańców</a></div>' for n in numbers
        )
        menu = '<nav><a href="/kontakt">Kontakt z urzędem gminy</a></nav>'
        return f"<html><body>{menu}<div class=list>{rows}</div>{further}</body></html>"

    site.page("/", listing(range(4), '<a href="/?page=2">następna »</a>'))
    site.page("/?page=2", listing(range(4, 8), ""))
    for number in range(8):
        site.page(f"/art/{number}", ARTICLE.format(number).replace("</main>", '<a href="/plik.pdf">uchwała</a></main>'))
    site.routes["/plik.pdf"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 x")
    pages, *_rest = visit(Plan(url=site.address("/"), kind=PlanKind.LISTING))
    assert {page.url for page in pages} == {*(site.address(f"/art/{n}") for n in range(8)), site.address("/plik.pdf")}
    assert "/kontakt" not in site.paths()


def test_private_hosts_are_refused_at_every_step(site: Site) -> None:
    site.routes["/r"] = (302, {"Location": "http://10.0.0.1/x"}, b"")
    site.routes["/m"] = (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b"")
    _pages, _unchanged, problems, _finished = visit(serve_feed(site, "/r", "/m"))
    assert sorted(problem.message for problem in problems) == [
        "10.0.0.1 is not a public host.",
        "169.254.169.254 is not a public host.",
    ]
    private = visit(Plan(url="http://192.168.0.1/feed", kind=PlanKind.FEED))
    assert [problem.message for problem in private[2]] == ["192.168.0.1 is not a public host."]


def test_large_packed_and_slow_answers_are_bounded(site: Site, configure: Callable[..., None]) -> None:
    configure(max_bytes=100_000, fetch_seconds=1, crawl_seconds=40)
    site.routes["/big"] = (200, {"Content-Type": "text/html"}, b"x" * 200_000)
    site.routes["/bomb"] = (
        200,
        {"Content-Encoding": "gzip", "Content-Type": "text/html"},
        gzip.compress(bytes(20_000_000)),
    )

    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(3)

    site.routes["/slow"] = slow
    site.page("/ok", ARTICLE.format("ok"))
    pages, _unchanged, problems, _finished = visit(serve_feed(site, "/big", "/bomb", "/slow", "/ok"))
    assert [page.url for page in pages] == [site.address("/ok")]
    assert {problem.url for problem in problems} == {site.address(path) for path in ("/big", "/bomb", "/slow")}


def test_the_number_of_pages_is_bounded(site: Site) -> None:
    for number in range(9):
        site.page(f"/p{number}", ARTICLE.format(number))
    plan = serve_feed(site, *(f"/p{number}" for number in range(9)))
    pages, *_rest, finished = visit(plan.model_copy(update={"max_pages": 3}))
    assert len(pages) == 3
    assert finished.reason == "pages"


def test_a_source_that_lists_nothing_is_a_problem(site: Site) -> None:
    site.page("/feed", "<html><body>Strona w przebudowie</body></html>")
    _pages, _unchanged, problems, _finished = visit(Plan(url=site.address("/feed"), kind=PlanKind.FEED))
    assert len(problems) == 1
    assert "no feed here" in problems[0].message


def test_discovery_finds_what_there_is(site: Site) -> None:
    rows = "".join(f'<li class="n"><a href="/art/{n}">Ogłoszenie numer {n} dla mieszkańców</a></li>' for n in range(6))
    feeds = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
    head = "<title>Gmina</title>" + feeds.format("Komentarze", "/comments/feed") + feeds.format("Wpisy", "/feed")
    site.page("/", f"<html><head>{head}</head><body><ul>{rows}</ul></body></html>")
    serve_feed(site, "/p1")
    site.routes["/robots.txt"] = (200, {}, f"Sitemap: {site.address('/mapa.xml')}".encode())
    site.routes["/mapa.xml"] = (200, {}, f"<urlset><url><loc>{site.address('/p1')}</loc></url></urlset>".encode())
    found = discover(site.address("/"))
    assert [(plan.kind, plan.url) for plan in found.plans] == [
        (PlanKind.FEED, site.address("/feed")),
        (PlanKind.SITEMAP, site.address("/mapa.xml")),
        (PlanKind.LISTING, site.address("/")),
    ]
    assert found.title == "Gmina"


def test_discovery_of_a_bare_page(site: Site) -> None:
    site.page("/", "<html><body><p>Nic tu nie ma.</p></body></html>")
    assert discover(site.address("/")).best == Plan(url=site.address("/"))


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00\xff", b"<rss", b"{}", b"[1]", b"<html></html>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss>&a;</rss>"],
)
def test_broken_lists_name_nothing(body: bytes) -> None:
    assert feed_pages(body, "http://a.example.pl/") == []
    assert sitemap_pages(body, "http://a.example.pl/") == ([], [])
    assert wordpress_pages(body) == []
    assert listing_pages(body, "http://a.example.pl/") == ([], [])


def test_entities_are_not_opened() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><link>http://a.pl/&a;</link></item></channel></rss>'
    assert all("root" not in found.url for found in feed_pages(bomb, "http://a.pl/"))
    assert len(unpacked(gzip.compress(bytes(200_000_000)))) <= 50_000_000
