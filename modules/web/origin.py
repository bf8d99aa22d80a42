"""Where a request comes from and where it may be sent on to. Pure questions about one request."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from modules.services import settings

_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDING = frozenset({"forwarded", "via", "x-real-ip"})
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_PATH = 2000


def _is_loopback(address: str) -> bool:
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_loopback


def from_this_machine(connection: HTTPConnection) -> bool:
    """Whether the request was made on this machine, to this machine, with nobody in between.

    The Host is checked too: a page elsewhere can point its own name at 127.0.0.1. With a public
    address there is a proxy, and one that adds no header of its own looks like a browser here.
    """
    public = settings().public_address
    if public and urlsplit(public).hostname not in _LOOPBACK_NAMES:
        return False
    if any(name in _FORWARDING or name.startswith("x-forwarded") for name in connection.headers):
        return False
    if connection.client is None or not _is_loopback(connection.client.host):
        return False
    try:
        host = urlsplit(f"//{connection.headers.get('host', '')}").hostname
    except ValueError:
        return False
    return host in _LOOPBACK_NAMES


def from_own_pages(connection: HTTPConnection) -> bool:
    """Whether a request that tells its origin comes from a page of this site.

    Browsers send Origin with every form post and every WebSocket. A request without one is a plain
    navigation or no browser at all, and carries no right that it would not have anyway.
    """
    if connection.headers.get("sec-fetch-site") in ("cross-site", "same-site") and (
        connection.scope["type"] == "websocket" or connection.scope.get("method") not in _READING
    ):
        return False
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    public = urlsplit(settings().public_address or "")
    try:
        told = urlsplit(origin)
    except ValueError:
        return False
    if told.scheme not in ("http", "https") or not told.netloc:
        return False
    own = {connection.headers.get("host", "").lower(), public.netloc.lower()} - {""}
    return told.netloc.lower() in own


def local_path(text: str) -> str:
    """`text` if it is a path on this site, otherwise "/". What `next` may be.

    Browsers read a backslash as a slash and skip control characters, so neither is allowed.
    """
    if not text.startswith("/") or text.startswith("//") or len(text) > _LONGEST_PATH:
        return "/"
    if "\\" in text or any(ord(character) <= 32 or ord(character) == 127 for character in text):
        return "/"
    if urlsplit(text).path in ("/login", "/logout", "/setup", "/password"):
        return "/"
    return text
