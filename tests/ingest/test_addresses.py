"""Which addresses may be fetched."""

import pytest

from ingest.addresses import checked, is_public
from ingest.errors import Refused, Unreachable

PRIVATE = [
    *[
        "127.0.0.1",
        "127.8.9.1",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:0a00:0001::1",
        "::127.0.0.1",
        "2001:db8::1",
        "fec0::1",
        "100::1",
        "kot",
    ],
    "",
]


@pytest.mark.parametrize("ip", PRIVATE)
def test_private_addresses_are_told(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "193.59.1.1", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are_told(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.pl/x",
        "file:///etc/passwd",
        "gopher://example.pl",
        "//example.pl",
        "example.pl",
        "http://",
        "http:///x",
        "http://user:pass@example.pl/",
        "http://example.pl:22/",
        "http://example.pl:99999/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:8080/",
        "http://0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://localhost/",
        "http://127.1/",
        "javascript:alert(1)",
        "",
    ],
)
def test_refused(url: str) -> None:
    def resolver(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    with pytest.raises(Refused) as raised:
        checked(url, resolver)
    assert "\n" not in str(raised.value)


def test_a_name_with_one_private_address_is_refused_as_a_whole() -> None:
    with pytest.raises(Refused):
        checked("http://example.pl/", lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_a_name_without_an_address_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        checked("http://example.pl/", lambda host, port: [])


def test_the_target_is_pinned_to_an_ip_and_ipv4_is_preferred() -> None:
    target = checked("https://Gmina.example.pl./a?b", lambda host, port: ["2606:4700:4700::1111", "8.8.8.8"])
    assert (target.scheme, target.host, target.port, target.ip) == ("https", "gmina.example.pl", 443, "8.8.8.8")


def test_names_with_polish_letters_are_resolved_in_ascii() -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["8.8.8.8"]

    checked("http://łódź.example.pl/", resolver)
    assert asked == ["xn--d-uga0v4h.example.pl"]
