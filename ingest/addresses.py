"""Which addresses may be fetched: http(s) to public hosts, resolved once and pinned."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.errors import Refused, Unreachable
from ingest.settings import settings

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]

_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv4 inside IPv6 as NAT64 writes it (RFC 6052, RFC 8215)."""
_ALSO_REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "100::/64", "2001::/23", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
"""Special-purpose networks (IANA registries, RFC 6890) that `is_global` of older Pythons lets through."""
_PORTS = frozenset((80, 443, 8080, 8443))


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be fetched: its host, and the IP to connect to, whatever the name says later."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host name. Raises Unreachable."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"The host {host} has no address: check the spelling.") from error
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def checked(url: str, resolver: Resolver = resolve) -> Target:
    """The target of an address. Raises Refused where it must not be fetched, Unreachable where it has no host.

    Every IP of the host must be public, so that a name with a public and a private address is refused as a whole.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise Refused(f"{url[:200]} is not an address.") from error
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in {"http", "https"} or not host:
        raise Refused(f"{url[:200]} is not an http(s) address.")
    if parts.username or parts.password:
        raise Refused("Addresses with a user name or password are not fetched.")
    port = port or (443 if scheme == "https" else 80)
    allowed = _is_allowed(host, port)
    if not allowed and port not in _PORTS:
        raise Refused(f"Port {port} is not fetched.")
    ips = [host] if _literal(host) else resolver(_ascii(host), port)
    if not ips:
        raise Unreachable(f"The host {host} has no address: check the spelling.")
    if not allowed and not all(is_public(ip) for ip in ips):
        raise Refused(f"{host} is not a public host.")
    first = min(ips, key=lambda ip: ":" in ip)  # IPv4 where there is one: many networks have no way out by IPv6
    return Target(url, scheme, host, port, first)


def is_public(address: str) -> bool:
    """Whether an IP may be connected to: no private, loopback, link-local (metadata services), shared, reserved or
    multicast one, also not inside an IPv6 address."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    inner = _inner(ip)
    if inner is not None:
        return is_public(str(inner))
    if any(ip.version == network.version and ip in network for network in _ALSO_REFUSED):
        return False
    return ip.is_global and not ip.is_multicast


def _inner(ip: IPAddress) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one wraps (mapped, 6to4, Teredo, NAT64), or None."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    if any(ip in network for network in _TRANSLATED):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _is_allowed(host: str, port: int) -> bool:
    allowed = settings().allowed_hosts
    return bool(allowed) and (host in allowed or f"{host}:{port}" in allowed)


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        return False
    return True


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Refused(f"{host[:100]} is not a host name.") from error
