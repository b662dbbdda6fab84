"""A push service on this machine, and a browser that lets itself be reached there.

The browser holds the private half of its keys: what it reads was locked for it alone (RFC 8291),
and it looks whether the sender is who the page's key said (RFC 8292).
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

AUTH = b"sixteen secrets!"


@dataclass(frozen=True)
class Asked:
    """One request for a notice, as it came over the wire."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """`answers` are statuses for the next requests; 201 when there are no more."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"


@contextmanager
def push_service() -> Iterator[PushService]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.asked.append(Asked(self.path, headers, body))
            status = service.answers.pop(0) if service.answers else 201
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", f"http://{service.host}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = PushService(server.server_port)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Browser:
    """Whoever can be told something at an address of the service."""

    def __init__(self, service: PushService, name: str = "phone") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.service, self.path = service, f"/push/{name}"

    def subscription(self) -> dict[str, str]:
        """What the page posts."""
        return {
            "endpoint": f"http://{self.service.host}{self.path}",
            "p256dh": text_of(point_of(self.key.public_key())),
            "auth": text_of(AUTH),
        }

    def asked(self) -> list[Asked]:
        return [each for each in self.service.asked if each.path == self.path]

    def notices(self) -> list[dict[str, Any]]:
        """What was sent to it, unlocked."""
        return [self.unlock(each) for each in self.asked()]

    def unlock(self, asked: Asked) -> dict[str, Any]:
        assert asked.headers["content-encoding"] == "aes128gcm"
        opened = http_ece.decrypt(
            asked.body, private_key=self.key, auth_secret=AUTH, version="aes128gcm"
        )
        said: dict[str, Any] = json.loads(opened)
        return said


def claims_of(asked: Asked, public_key: str) -> dict[str, Any]:
    """What the sender claims, if it is signed with the key that the page was given."""
    scheme, _, rest = asked.headers["authorization"].partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert parts["k"] == public_key
    signed, _, signature = parts["t"].rpartition(".")
    raw = bytes_of(signature)
    numbers = int.from_bytes(raw[:32]), int.from_bytes(raw[32:])
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_of(public_key))
    key.verify(encode_dss_signature(*numbers), signed.encode(), ec.ECDSA(SHA256()))
    claims: dict[str, Any] = json.loads(bytes_of(signed.partition(".")[2]))
    return claims


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def text_of(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
