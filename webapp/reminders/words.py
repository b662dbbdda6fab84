"""What a reminder says: no sum, no name, no hospital, no illness (a calendar is often shared)."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.language import N_

SAYS: Mapping[str, str] = {
    "monthly": N_("이번 달 영수증을 정리할 때예요."),
    "stay": N_("20일 안에 챙길 날짜가 있어요. 앱에서 확인해 보세요."),
    "cap": N_("영수증을 더한 결과에 볼 것이 있어요. 앱에서 확인해 보세요."),
    "august": N_("8월이에요. 지난해 영수증에 빠진 것이 없는지 살펴보세요."),
    "notices": N_("해마다 안내가 시작되는 때예요. 공식 앱이나 누리집에서 확인해 보세요."),
    "lapse": N_("90일 안에 챙길 기한이 있어요. 앱에서 확인해 보세요."),
}
# What a calendar's entry says besides.
MORE: Mapping[str, str] = {
    "august": N_("분위를 골랐는지, 본인 계좌가 있는지도 보아 두면 좋아요."),
}
LABELS: Mapping[str, str] = {
    "monthly": N_("매달 1일"),
    "stay": N_("요양병원 120일째 되기 20일 전"),
    "cap": N_("상한액의 80%, 100%를 썼을 때"),
    "august": N_("8월 첫째 주"),
    "notices": N_("안내가 시작되는 때"),
    "lapse": N_("청구 기한 90일 전"),
}
TITLE = N_("상한지기")
FROM = N_("상한지기가 보내는 알림이에요. 공단과 관계없는 연습용 앱이에요.")
NAME = N_("상한지기 (연습용)")

# Where a notification leads to.
PLACES: Mapping[str, str] = {"monthly": "/receipts", "august": "/receipts"}
