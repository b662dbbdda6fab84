"""Invented providers, people and numbers. Any likeness to a real one is chance."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random

PARTS = tomllib.loads(Path(__file__).with_name("names.toml").read_text())
FAMILY_NAMES = (
    "김이박최정강조윤장임한오서신권황안송류홍고문양손배백허남심노하곽성차주우구민진"
    "엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국여진어은편"
)
GIVEN = "민서준우지현수영호진성윤하은재경희숙자순옥철훈동규태상미정혜선연아인원용석병광기근복례분"
PLACES = PARTS["places"].split()
WORDS = PARTS["words"].split()
SUBJECTS = PARTS["subjects"].split()
WARDS = PARTS["wards"].split()
UNIVERSITIES = PARTS["universities"].split()
STREETS = PARTS["streets"].split()
PHONE_AREAS = ("02", "031", "032", "042", "051", "053", "062", "055", "063", "064", "033", "041")


def provider(dice: Random, kind: str) -> str:
    """A name as it stands on a sign, in one word."""
    place, word, other = dice.choice(PLACES), dice.choice(WORDS), dice.choice(WORDS)
    pick = dice.choice
    if kind == "clinic":
        subject = pick(SUBJECTS)
        return pick(
            (
                f"{word}{subject}의원",
                f"{place}{word}{subject}의원",
                f"{word}의원",
                f"{family(dice)}{person(dice)[1:]}{subject}의원",
                f"{word}{other}{subject}의원",
                f"{word}{subject}",
            )
        )
    if kind == "hospital":
        return pick(
            (
                f"{word}병원",
                f"{place}{word}병원",
                f"{word}{pick(('정형외과', '척추', '여성', '아동', '재활', '관절'))}병원",
            )
        )
    if kind == "general":
        return pick(
            (
                f"{place}{pick(('중앙', '성모', '제일', '현대', '한국', '시민'))}종합병원",
                f"{place}의료원",
                f"{word}종합병원",
                f"{place}{word}병원",
            )
        )
    if kind == "tertiary":
        word = pick(UNIVERSITIES)
        return pick(
            (
                f"{word}대학교병원",
                f"{place}{word}대학교병원",
                f"{word}대학교{place}병원",
                f"{word}대학교의료원",
            )
        )
    if kind == "nursing":
        return pick(
            (
                f"{word}요양병원",
                f"{place}{word}요양병원",
                f"{word}{other}요양병원",
                f"{place}실버요양병원",
            )
        )
    if kind == "pharmacy":
        return pick(
            (
                f"{word}약국",
                f"{place}{word}약국",
                f"{word}{other}약국",
                f"{place}{pick(('메디칼', '종로', '중앙', '시장', '역전'))}약국",
            )
        )
    if kind == "dental":
        return pick(
            (f"{word}치과의원", f"{place}{word}치과의원", f"{word}{other}치과", f"{word}치과병원")
        )
    if kind == "oriental":
        return pick(
            (f"{word}한방병원", f"{place}{word}한방병원", f"{word}한의원", f"{word}{other}한의원")
        )
    return pick(
        (
            f"{place}시보건소",
            f"{place}{pick(('동부', '서부', '남부'))}보건소",
            f"{place}{pick(('북', '남', '신'))}면보건지소",
        )
    )


def family(dice: Random) -> str:
    return dice.choice(FAMILY_NAMES)


def person(dice: Random) -> str:
    return family(dice) + dice.choice(GIVEN) + dice.choice(GIVEN)


def masked(dice: Random) -> str:
    name = person(dice)
    some = (f"{name[0]}*{name[2]}", f"{name[0]}O{name[2]}", f"{name[:2]}*")
    return dice.choice((name, name, *some))


def digits(dice: Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def business_number(dice: Random) -> str:
    return f"{dice.randint(101, 899)}-{dice.randint(10, 99)}-{digits(dice, 5)}"


def phone(dice: Random) -> str:
    area = dice.choice(PHONE_AREAS)
    return f"{area}{dice.choice(('-', ')'))}{dice.randint(200, 9999)}-{digits(dice, 4)}"


def address(dice: Random) -> str:
    number, word = dice.randint(1, 480), dice.choice(WORDS)
    ends = ("", f" {dice.randint(1, 6)}층", f" ({word}동)", f", {dice.randint(101, 512)}호")
    district = f"{dice.choice(PLACES)}시 {dice.choice(WORDS)}구"
    return f"{district} {dice.choice(STREETS)} {number}{dice.choice(ends)}"
