"""Posted forms for every screen that writes: refused ones first, then ones that are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Typed = Sequence[tuple[str, str]]

RECEIPT = {
    "member_id": "{member}",
    "provider_name": "가나병원",
    "provider_kind": "hospital",
    "care_kind": "outpatient",
    "care_from": "2023-05-04",
    "care_to": "2023-05-04",
    "insurance_kind": "health",
    "copay": "100,000원",
}
ID, OP = "0190a7b2-0000-7000-8000-0000000000aa", "0190a7b2-0000-4000-8000-0000000000bb"


def receipt(**changes: str) -> Typed:
    named = {name.replace("uncounted_", "uncounted-"): text for name, text in changes.items()}
    return list((RECEIPT | named).items())


RECEIPTS = [
    [],
    receipt(copay="", provider_name=" "),
    receipt(copay="12만", care_from="2023-02-30", care_to="어제", provider_kind="x"),
    receipt(care_from="2027-01-01", care_to="2027-01-01"),
    receipt(care_from="2003-01-01", care_to="2003-01-02"),
    receipt(care_to="2023-05-01"),
    receipt(copay="-5", noncovered="99999999999", advance="1e3", patient_total="abc"),
    receipt(copay="0", full_self_pay="0", noncovered=""),
    receipt(advance="200000"),
    receipt(uncounted_shared_room="200000", uncounted_chuna="1"),
    receipt(note="900101-1234567", receipt_no="№<1>&\"'"),
    receipt(member_id="somebody"),
    receipt(unknown="1"),
    receipt(insurer_paid="1", patient_total="7", noncovered="3000", note="한 줄\r\n두 줄"),
    [*receipt(), ("copay", "5")],
    receipt(copay="１２３，４５６원", provider_name="  가나\u3000 병원 "),
    receipt(care_kind="inpatient", provider_kind="nursing", care_from="2023.4.1", discharged="1"),
    receipt(then="another", id=ID, op_id=OP),
    receipt(then_asked="another", confirm_twin="1", confirm_amount="1"),
    receipt(correct_amount="7000"),
    receipt(correct_amount="많이"),
    receipt(then="scan", id=ID, unverified="copay,care_from"),
    receipt(unverified="noncovered,,copay,care_from,copay"),
    receipt(unverified="copay", verified="1"),
    receipt(unverified="copay", copay=""),
    receipt(unverified="note"),
    receipt(indemnity_paid="1000"),
    receipt(indemnity_paid="x"),
    receipt(unverified="copay, care_to"),
    receipt(unverified="<b>&'\u2028"),
    receipt(unverified="copay," * 100),
    receipt(unverified="900101-1234567"),
]

STAY = receipt(care_kind="inpatient", care_from="2022-12-20", care_to="2023-01-05", advance="3000")

HALVES = {
    "first-care_from": "2022-12-20",
    "first-care_to": "2022-12-31",
    "first-copay": "60000",
    "second-care_from": "2023-01-01",
    "second-care_to": "2023-01-05",
    "second-copay": "40000",
}
SAME = {
    name: text
    for name, text in RECEIPT.items()
    if name not in ("copay", "care_from", "care_to", "care_kind")
} | {"care_kind": "inpatient"}

FORMS: Mapping[str, Sequence[Typed]] = {
    "create_receipt": [*RECEIPTS, STAY],
    "receipt_preview": RECEIPTS,
    "update_receipt": [*RECEIPTS, STAY, receipt(was="{{", op_id=OP), receipt(copay="7")],
    "like_that_day": [
        [],
        [("care_from", "2023-06-30")],
        [("care_from", "2023-06-30"), ("take-{receipt}", "1")],
        [("care_from", "2023-02-30"), ("take-{receipt}", "1")],
        [("care_from", ""), ("take-{receipt}", "1"), ("copay", "x"), ("take-nobody", "1")],
        [("care_from", "2023-06-30"), ("take-{receipt}", "1"), ("unknown", "900101-1234567")],
        [
            *[("care_from", "2023.6.30"), ("take-{receipt}", "1")],
            *[("id-{receipt}", ID), ("op-{receipt}", OP)],
        ],
    ],
    "split_receipt": [
        [],
        list(SAME.items()),
        list((SAME | HALVES | {"first-copay": "많이"}).items()),
        list((SAME | HALVES | {"member_id": "x"}).items()),
        list((SAME | HALVES | {"second-care_from": "2022-12-31"}).items()),
        list((SAME | HALVES | {"first_id": ID}).items()),
    ],
    "delete_receipt": [
        [],
        [("base", "0")],
        [("base", "x")],
        [("list", "/receipts?member={member}&year=2023&q=%EA%B0%80+%26&todo=x&before=1")],
        [("list", "//elsewhere.example?reason=chuna&year=2023&year=2024&provider=%zz%ff,/")],
        [("list", "?q=900101-1234567&member=\u200b&year=y"), ("list", "?year=2023")],
    ],
    "delete_receipts": [
        [],
        [("ids", "{receipt}"), ("list", "/receipts?year=2023")],
        [("ids", f"x,{ID},{{receipt}}")],
        [("ids", "," * 5_000)],
    ],
    "restore_receipt": [[], [("list", "/receipts?year=2023")]],
    "verify_receipt": [[], [("unverified", "copay")]],
    "discharge": [[], [("discharged", "0")]],
    "tell_indemnity": [
        [],
        [("indemnity_paid", "1,000,000원")],
        [("indemnity_paid", "많이")],
        [("indemnity_paid", ""), ("was", '{{"indemnity_paid":7}}')],
        [("indemnity_paid", "5"), ("was", '{{"indemnity_paid":7}}')],
        [("indemnity_paid", "900101-1234567"), ("copay", "1")],
        [("indemnity_paid", "1"), ("indemnity_paid", "2")],
    ],
    "revert_receipt": [[], [("op_id", OP)]],
    "create_member": [
        [],
        [("name", " ")],
        [("name", "가" * 21), ("year", "1999"), ("band", "11")],
        [("name", "900101-1234567")],
        [("name", "<b>&'"), ("year", "2023"), ("band", "3"), ("then", "receipt")],
        [("name", "이모부"), ("then", "scan"), ("avatar", "cat")],
        [("name", "이모부"), ("then", "start"), ("another", "1"), ("id", ID)],
        [("name", "이모"), ("avatar", "dragon")],
        [("name", "이모"), ("id", ID), ("op_id", OP), ("other", "1")],
    ],
    "update_member": [
        [],
        [("name", "")],
        [("name", "새 이름"), ("was", "다른 이름")],
        [("name", "새")],
        [("name", "새"), ("avatar", "bird")],
        [("name", "새"), ("avatar", "bird"), ("was-avatar", "cat")],
        [("name", "새"), ("avatar", "constructor")],
    ],
    "delete_member": [[]],
    "restore_member": [[]],
    "place_member": [
        *([], [("band", "3")], [("band", "77")], [("band", ""), ("x", "1")]),
        *([("band", "3"), ("then", "start")], [("band", "77"), ("then", "start")]),
    ],
    "close_notice": [[], [("level", "near")], [("level", "reached")], [("level", "x")]],
    "settle_problem": [[], [("choice", "mine")]],
    "empty_phone": [  # refused ones alone: what follows is not the same in both
        [],
        [("what", "all"), ("word", "지우")],
        [("what", "both"), ("word", " 지우기 ")],
        [("word", "900101-1234567"), ("x", "1")],
    ],
    "start_look": [[], [("size", "150"), ("aloud", "on")]],
    "choose_look": [[], [("size", "200"), ("mode", "easy")], [("size", "7")]],
    "choose_language": [[], [("lang", "en")], [("lang", "xx")]],
}
