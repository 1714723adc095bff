"""One request to another site: over a checked address, with limits, and never twice by itself."""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlsplit

SECONDS = 20
"""For each step of a request: slow sites of offices abroad answer within that."""
MOST_BYTES = 512_000
"""Of a robots.txt, the least that RFC 9309 asks for; of pages the first bytes are enough."""

Trouble = Literal["dns", "private", "tls", "timeout", "connection", "address"]


@dataclass(frozen=True, slots=True)
class Answer:
    """status: of HTTP; headers: by name in small letters; body: its first bytes."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """trouble: the sort of it; reason: in the words of the system."""

    trouble: Trouble
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Sends requests. private: whether addresses within an office or this machine are asked."""

    agent: str
    private: bool = False
    seconds: float = SECONDS
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def ask(self, method: str, url: str, most_bytes: int = 0) -> Answer | NoAnswer:
        """What a server says of an address. Redirects are not followed."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
            name = host.encode("idna").decode() if host else ""
        except (ValueError, UnicodeError) as failure:
            return NoAnswer("address", str(failure))
        if parts.scheme not in ("http", "https") or not name:
            return NoAnswer("address", url)
        found = self._address(name, port or (443 if parts.scheme == "https" else 80))
        if isinstance(found, NoAnswer):
            return found
        path = quote(parts.path or "/", safe=_SAFE)
        path += f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
        try:
            connection = self._connected(parts.scheme, name, port, found)
            return self._exchange(connection, method, path, most_bytes)
        except ssl.SSLCertVerificationError as failure:
            return NoAnswer("tls", failure.verify_message)
        except ssl.SSLError as failure:
            return NoAnswer("tls", str(failure.reason or failure))
        except TimeoutError:
            return NoAnswer("timeout", f"{self.seconds:.0f} s")
        except (OSError, http.client.HTTPException) as failure:
            return NoAnswer("connection", _reason(failure))

    def _address(self, host: str, port: int) -> tuple[str, int] | NoAnswer:
        """The address to connect to; looked at here, so that no name leads into the office."""
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as failure:
            return NoAnswer("dns", _reason(failure))
        addresses = [str(row[4][0]) for row in rows]
        if not self.private and not all(map(_is_public, addresses)):
            return NoAnswer("private", addresses[0])
        return addresses[0], port

    def _connected(
        self, scheme: str, host: str, port: int | None, address: tuple[str, int]
    ) -> http.client.HTTPConnection:
        """A connection to an address and to no other, whatever the name leads to by now."""
        sock = socket.create_connection(address, timeout=self.seconds)
        if scheme == "http":
            connection = http.client.HTTPConnection(host, port, timeout=self.seconds)
        else:
            connection = http.client.HTTPSConnection(host, port, timeout=self.seconds)
            try:
                sock = self.context.wrap_socket(sock, server_hostname=host)
            except BaseException:
                sock.close()
                raise
        connection.sock = sock
        return connection

    def _exchange(
        self, connection: http.client.HTTPConnection, method: str, path: str, most_bytes: int
    ) -> Answer:
        try:
            connection.request(method, path, headers=self._headers(most_bytes))
            answer = connection.getresponse()
            body = answer.read(most_bytes) if method == "GET" and most_bytes else b""
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, headers, body)
        finally:
            connection.close()

    def _headers(self, most_bytes: int) -> dict[str, str]:
        headers = {"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
        return {**headers, "Range": f"bytes=0-{most_bytes - 1}"} if most_bytes else headers


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _is_public(address: str) -> bool:
    """Whether an address is of the internet, also the one of IPv4 that one of IPv6 stands for."""
    found = ipaddress.ip_address(address)
    if not found.is_global or found.is_multicast:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return True
    inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else found.sixtofour
    return not found.is_site_local and (inner is None or inner.is_global)


_SAFE = "/%:@!$&'()*+,;=~-._?[]"


def _reason(failure: Exception) -> str:
    text = getattr(failure, "strerror", None) or str(failure) or type(failure).__name__
    return re.sub(r"^\[[^\]]*\] ?", "", str(text))
