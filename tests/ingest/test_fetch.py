"""Fetching from real servers on loopback."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from corpus.documents import Snapshot
from ingest.errors import NotFound, Refused, TooLarge, Unreachable
from ingest.fetch import NotModified, Validators, fetch, validators_of
from ingest.read import read
from tests.ingest.conftest import Site

PAGE = "<html><body><main><h1>Świetlica</h1><p>Zajęcia dla dzieci prowadzi gmina od września.</p></main></body></html>"


def taken(answer: Snapshot | NotModified) -> Snapshot:
    assert isinstance(answer, Snapshot)
    return answer


def test_a_page_comes_as_a_snapshot(site: Site) -> None:
    site.page("/a", PAGE, ETag='"v1"')
    got = taken(fetch(site.address("/a#tu")))
    assert got.url == site.address("/a")
    assert (got.media_type, got.charset, got.status) == ("text/html", "utf-8", 200)
    assert "Zajęcia dla dzieci" in read(got).text
    assert "drogowskaz" in dict(site.asked)["/a"]["user-agent"].lower()
    assert dict(site.asked)["/a"]["host"] == f"127.0.0.1:{site.port}"


def test_an_unchanged_page_is_not_sent_again(site: Site) -> None:
    def route(handler: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        if handler.headers.get("If-None-Match") == '"v1"':
            return 304, {}, b""
        return 200, {"ETag": '"v1"', "Last-Modified": "Mon, 06 May 2024 10:00:00 GMT"}, PAGE.encode()

    site.routes["/a"] = route
    validators = validators_of(taken(fetch(site.address("/a"))))
    assert validators == Validators('"v1"', "Mon, 06 May 2024 10:00:00 GMT")
    assert fetch(site.address("/a"), validators) == NotModified(site.address("/a"))


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.routes["/1"] = (301, {"Location": "/2"}, b"")
    site.routes["/2"] = (302, {"Location": site.address("/a")}, b"")
    site.page("/a", PAGE)
    assert taken(fetch(site.address("/1"))).url == site.address("/a")
    site.routes["/w"] = (302, {"Location": "/w"}, b"")
    with pytest.raises(Unreachable, match="redirects more than 5"):
        fetch(site.address("/w"))
    assert site.paths().count("/w") == 6


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/latest", "file:///etc/passwd", "http://[::1]:80/"]
)
def test_a_redirect_to_a_private_host_is_refused(site: Site, target: str) -> None:
    site.routes["/r"] = (302, {"Location": target}, b"")
    with pytest.raises(Refused):
        fetch(site.address("/r"))


def test_a_name_is_not_resolved_a_second_time(site: Site, configure: Callable[..., None]) -> None:
    """A name that is public when it is checked and private when it is used gains nothing."""
    site.page("/a", PAGE)
    configure(allowed_hosts=f'["gmina.example.pl:{site.port}"]')
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    assert taken(fetch(f"http://gmina.example.pl:{site.port}/a", resolver=resolver)).body == PAGE.encode()
    assert asked == ["gmina.example.pl"]
    assert dict(site.asked)["/a"]["host"] == f"gmina.example.pl:{site.port}"


@pytest.mark.parametrize(
    ("status", "error"), [(404, NotFound), (403, NotFound), (500, Unreachable), (503, Unreachable)]
)
def test_statuses(site: Site, status: int, error: type[Exception]) -> None:
    site.routes["/s"] = (status, {}, b"x")
    with pytest.raises(error) as raised:
        fetch(site.address("/s"))
    assert str(status) in str(raised.value)


def test_large_bodies_and_gzip_bombs_are_bounded(site: Site, configure: Callable[..., None]) -> None:
    configure(max_bytes=200_000)
    site.routes["/big"] = (200, {"Content-Type": "text/html"}, b"x" * 300_000)
    site.routes["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000)))
    for path in ("/big", "/bomb"):
        with pytest.raises(TooLarge):
            fetch(site.address(path))


def test_an_endless_answer_is_cut_off(site: Site, configure: Callable[..., None]) -> None:
    configure(fetch_seconds=1)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b"<p>")
            handler.wfile.flush()
            time.sleep(0.1)

    site.routes["/drip"] = drip
    began = time.monotonic()
    with pytest.raises(Unreachable):
        fetch(site.address("/drip"))
    assert time.monotonic() - began < 5


@pytest.fixture
def silent() -> Iterator[int]:
    """A server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        stop.set()
        thread.join()


def test_a_silent_server_is_given_up(silent: int, configure: Callable[..., None]) -> None:
    configure(fetch_seconds=0.5, allowed_hosts=f'["127.0.0.1:{silent}"]')
    with pytest.raises(Unreachable, match="in time"):
        fetch(f"http://127.0.0.1:{silent}/")


def test_no_server(configure: Callable[..., None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    configure(allowed_hosts=f'["127.0.0.1:{port}"]')
    with pytest.raises(Unreachable):
        fetch(f"http://127.0.0.1:{port}/")


def test_a_wrong_charset_header_does_not_harm(site: Site) -> None:
    site.routes["/z"] = (200, {"Content-Type": "text/html; charset=iso-8859-1"}, PAGE.encode())
    assert "Świetlica" in read(taken(fetch(site.address("/z")))).text
