"""Devices and pairings → what their templates show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import segno
from flask_babel import gettext as _

from webapp.config import SEOUL
from webapp.household.devices import Device, Key
from webapp.household.models import Visit
from webapp.household.pairing import Pairing, code_of
from webapp.household.platforms import words

Context = dict[str, Any]


def present_devices(devices: Sequence[Device], visit: Visit | None) -> Context:
    return {
        "title": _("이어 둔 기기"),
        "tab": "menu",
        "devices": [present_device(each, visit) for each in devices],
        "example_only": visit is not None and visit.example,
    }


def present_device(device: Device, visit: Visit | None) -> Context:
    own = visit is not None and device.id == visit.device_id
    return {
        "id": device.id,
        "name": words(device.platform),
        "joined": device.created_at.astimezone(SEOUL).date().isoformat(),
        "seen": device.seen_on.isoformat() if device.seen_on is not None and not own else "",
        "own": own,
    }


def present_told(why: str) -> Context:
    if why == "erased":
        body = _("다른 기기에서 모두 지우기를 눌렀어요. 적어 둔 것이 모두 지워졌어요.")
    else:
        body = _(
            "이 기기에서는 이제 그 기록을 볼 수 없어요. "
            "기록은 다른 기기에 그대로 있어요. 다시 보려면 그 기기에서 이어 주세요."
        )
    title = _("모두 지워졌어요") if why == "erased" else _("다른 기기에서 이 기기를 내보냈어요")
    return {"title": title, "tab": "menu", "body": body, "put_out": why == "put_out"}


def present_put_out(device: Device, visit: Visit) -> Context:
    return {"title": _("기기 내보내기"), "tab": "menu", "device": present_device(device, visit)}


def present_pairing(pairing: Pairing | None, key: Key, address: str, now: datetime) -> Context:
    """`address` is where the new phone goes: the page that asks for the code."""
    stage = pairing.stage(now) if pairing is not None else "none"
    context: Context = {"title": _("다른 휴대전화 잇기"), "tab": "menu", "stage": stage}
    if pairing is None:
        return context
    if stage == "open":
        code = code_of(key, pairing.id)
        context |= {
            "address": address,
            "code": f"{code[:4]}-{code[4:]}",
            "picture": picture_of(f"{address}#{code}"),
            "until": clock_time(pairing.ends_at),
        }
    if stage in ("asked", "joined"):
        context |= {
            "id": pairing.id,
            "device": words(pairing.platform),
            "sign": pairing.sign,
            "until": clock_time(pairing.ends_at),
        }
    return context


def picture_of(address: str) -> str:
    """The address as a QR code: an SVG picture in a data address, black on white also at night."""
    drawn: str = segno.make(address, error="m", micro=False).svg_data_uri(
        border=4, dark="#000", light="#fff", omitsize=True
    )
    return drawn


def present_join(typed: str = "", error: str = "", occupied: str = "") -> Context:
    """`occupied` says what this phone already holds: "own", "example", or nothing."""
    summary = [{"field": "code", "label": _("번호"), "message": error}] if error else []
    return {
        "title": _("다른 휴대전화와 잇기"),
        "tab": "menu",
        "values": {"code": typed},
        "errors": {"code": error},
        "summary": summary,
        "occupied": occupied,
    }


def present_waiting(pairing: Pairing | None, joined: bool, now: datetime) -> Context:
    stage = pairing.stage(now) if pairing is not None else "gone"
    return {
        "title": _("다른 휴대전화와 잇기"),
        "tab": "menu",
        "stage": "joined" if joined else stage,
        "sign": pairing.sign if pairing is not None else "",
        "until": clock_time(pairing.ends_at) if pairing is not None else "",
    }


def clock_time(moment: datetime) -> str:
    """12:05, in Seoul."""
    return moment.astimezone(SEOUL).strftime("%H:%M")
