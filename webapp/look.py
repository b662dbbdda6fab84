"""How a person wants the app to look: a cookie of this phone, known to the pages alone.

A look is written `size-200.mode-easy`: what is chosen, by dots; the rest is as it comes.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, g, has_request_context, request

COOKIE = "look"
LIFETIME = 400 * 24 * 60 * 60  # seconds

# The first of each is what holds until somebody chooses. Sizes are per cent.
CHOICES: dict[str, tuple[str, ...]] = {
    "size": ("100", "90", "110", "130", "150", "200"),
    "contrast": ("auto", "high"),
    "theme": ("auto", "light", "dark"),
    "mode": ("all", "easy"),
    "motion": ("auto", "less"),
    "buzz": ("on", "off"),
    "aloud": ("off", "on"),
    "speed": ("100", "80", "120"),
    "money": ("won", "man"),
}


def chosen() -> dict[str, str]:
    """Of whoever asks: each choice with its value. Read once a request; as it comes without one."""
    if not has_request_context():
        return known("")
    if "look" not in g:
        g.look = known(request.cookies.get(COOKIE, ""))
    found: dict[str, str] = g.look
    return found


def known(text: str) -> dict[str, str]:
    """Each choice with its value; what nobody offers is passed over."""
    told = dict(part.partition("-")[::2] for part in text.split("."))
    return settled(told)


def settled(asked: Mapping[str, str]) -> dict[str, str]:
    return {
        name: asked[name] if asked.get(name) in values else values[0]
        for name, values in CHOICES.items()
    }


def written(look: Mapping[str, str]) -> str:
    """As the cookie has it."""
    return ".".join(f"{name}-{look[name]}" for name in CHOICES if look[name] != CHOICES[name][0])


def remember(response: Response, look: Mapping[str, str]) -> Response:
    """The page may read this cookie: it tells the worker how its pages are to look."""
    response.set_cookie(COOKIE, written(look), max_age=LIFETIME, path="/", samesite="Lax")
    return response
