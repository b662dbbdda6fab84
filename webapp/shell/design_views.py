"""Every component of templates/ui.html in all its states, for whoever builds screens.

Only a development server has it (`flask run --debug`, or the setting `DESIGN`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, current_app, request
from flask_babel import gettext as _

from webapp import look
from webapp.household.presenters import avatars
from webapp.law.assess import settle
from webapp.refunds.presenters import present_tracker
from webapp.shell.band_presenters import present_ladder
from webapp.shell.drawing import waterfall
from webapp.simple_auth.steps import STEPS, present_steps
from webapp.templating import drawn, frame

bp = Blueprint("design", __name__)

SPRITE = "icons/sprite.txt"
# As `webapp.look` writes them.
LOOKS = {
    "normal": "",
    "2.0": "size-200",
    "dark": "theme-dark",
    "contrast": "contrast-high",
    "easy": "mode-easy",
}

SAMPLE = 100_000  # won
SUMS = {
    "paid": 8_750_000,
    "uncounted": 2_700_000,
    "counted": 6_050_000,
    "cap": 1_680_000,
    "estimate": 4_370_000,
}


@bp.get("/design")
def components() -> str:
    """`?look=size-200` wears a look on this page alone; nothing is remembered."""
    sprite = Path(current_app.static_folder or "") / SPRITE
    worn = look.known(request.args.get("look", ""))
    written = look.written(worn)
    context = {
        "title": "Design",
        "tab": "",
        "icons": sprite.read_text("utf-8").split(),
        "looks": [
            {"name": name, "value": value, "worn": value == written}
            for name, value in LOOKS.items()
        ],
    }
    return drawn("design/design.html", context | samples() | frame() | {"look": worn})


def samples() -> dict[str, Any]:
    """What the components are shown with: nobody's own."""
    kinds = {"outpatient": _("외래"), "inpatient": _("입원"), "pharmacy": _("약국")}
    return {
        "years": [{"year": year, "chosen": year == 2024} for year in (2026, 2025, 2024, 2023)],
        "kinds": [{"value": value, "label": label} for value, label in kinds.items()],
        "avatars": avatars(),
        "kept": [{"name": "look", "value": ""}],
        "errors": [
            {"field": "day-error", "label": _("진료일"), "message": _("진료일을 적어 주세요.")},
            {"field": "", "label": "", "message": _("골라 주세요")},
        ],
        "meters": [
            {"fill": 0, "over": 0, "tick": 994, "percent": 0},
            {"fill": 420, "over": 0, "tick": 994, "percent": 42},
            {"fill": 1000, "over": 0, "tick": 994, "percent": 100},
            {"fill": 278, "over": 722, "tick": 278, "percent": 360},
        ],
        "sample": SAMPLE,
        "switches": [True, False],
        "tones": ["good", "doubt", "bad", "kind"],
        "drawings": ["bill", "sorry", "unreachable", "done"],
        "steps": [present_steps(place) for place in range(len(STEPS))],
        "stages": [present_tracker(stage) for stage in ("received", "reviewing", "paid")],
        "gauges": [sample_gauge(days) for days in (0, 74, 131)],
        "sums": SUMS,
        "bars": waterfall(SUMS["paid"], SUMS["uncounted"], SUMS["cap"], SUMS["estimate"]),
        "rungs": present_ladder(settle(2025, 4, counted=SUMS["counted"], nursing_days=0), 4),
        "places": [
            sample_place("near", won=8_000_000),
            sample_place("reached", won=8_260_000),
            sample_place("reached", won=9_990_000),
        ],
        "receipts": [
            sample_receipt("은빛요양병원", unverified=False),
            sample_receipt("한마음한방병원 별관 재활치료센터와 부설 검진센터", unverified=True),
        ],
    }


def sample_gauge(days: int) -> dict[str, Any]:
    limit = 120
    return {
        "limit": limit,
        "days": days,
        "filled": min(days, limit),
        "long_stay": days > limit,
    }


def sample_place(state: str, won: int) -> dict[str, Any]:
    """Beside the highest cap of 2025."""
    top_cap = 8_260_000
    over = max(0, won - top_cap)
    return {"name": "큰병원", "state": state, "won": won, "top_cap": top_cap, "over": over}


def sample_receipt(place: str, unverified: bool) -> dict[str, Any]:
    return {
        "id": "new",
        "place": place,
        "days": "5월 4일",
        "kind": _("외래"),
        "member": "홍길동",
        "counted": 1_250_000,
        "unverified": unverified,
    }
