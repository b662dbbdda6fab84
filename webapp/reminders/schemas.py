"""What a browser says of where it can be told something."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

LONGEST_ENDPOINT = 1000
LONGEST_KEY = 90
POINT = 65  # bytes of an uncompressed point of P-256
AUTH = 16  # bytes

FIELDS = ("endpoint", "p256dh", "auth")
LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A push service's address for one browser, with that browser's public key and secret."""

    endpoint: str
    p256dh: str
    auth: str


def check_subscription(given: Mapping[str, str], services: Collection[str]) -> Subscribed | None:
    """The subscription, if it is one of a push service that this server may ask.

    The server sends requests to this address: any other would let a page make it ask whatever
    machine it can reach.
    """
    endpoint, p256dh, auth = (given.get(name, "") for name in FIELDS)
    point, secret = read_bytes(p256dh), read_bytes(auth)
    right = (
        leads_to(endpoint, services)
        and len(point) == POINT
        and point[0] == 4
        and is_on_curve(point)
        and len(secret) == AUTH
    )
    return Subscribed(endpoint, p256dh.rstrip("="), auth.rstrip("=")) if right else None


def leads_to(endpoint: str, services: Collection[str]) -> bool:
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable():
        return False
    try:
        parts = urlsplit(endpoint)
        return is_service(parts, services)
    except ValueError:
        return False


def is_service(parts: SplitResult, services: Collection[str]) -> bool:
    """https to one of the services; plain http to this machine alone, if it is one of them."""
    host = parts.hostname or ""
    named = parts.netloc in services
    below = parts.netloc == host and any(
        each.startswith(".") and host.endswith(each) for each in services
    )
    return (parts.scheme == "https" and (named or below)) or (
        parts.scheme == "http" and named and host in LOOPBACK
    )


def read_bytes(text: str) -> bytes:
    """base64url with or without padding; nothing for anything else."""
    if len(text) > LONGEST_KEY:
        return b""
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), "-_", validate=True)
    except (binascii.Error, ValueError):
        return b""


def is_on_curve(point: bytes) -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec  # most servers send nothing

    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return False
    return True
