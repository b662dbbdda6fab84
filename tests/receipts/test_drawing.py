"""The drawn receipts themselves: what they say adds up, and it stands where they say it does."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pytest
from PIL import Image, UnidentifiedImageError

from tests.receipts.drawing import LAYOUTS, accounts, camera, draw, oddities, printed, written
from tests.receipts.drawing.accounts import Account
from webapp.law.receipt_form import warnings

SEEDS = range(60)
AMOUNTS = ("copay", "insurer_paid", "full_self_pay", "noncovered", "advance", "patient_total")


def accounts_of(layout: str) -> list[Account]:
    return [written(Random(f"{layout} {seed}"), layout) for seed in SEEDS]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_amounts_obey_the_forms_identities(layout: str) -> None:
    for account in accounts_of(layout):
        truth = account.truth()
        amounts = {name: int(truth[name]) for name in AMOUNTS}
        assert not warnings(**amounts, care_kind=account.care_kind)
        assert account.grand_total == account.patient_total + account.insurer + account.advance
        assert account.paid == account.by_card + account.by_cash_receipt + account.by_cash
        assert account.due == account.paid + account.unpaid
        assert min(amounts.values()) >= 0
        assert account.care_from <= account.care_to <= account.issued


@pytest.mark.parametrize("layout", ["A0", "A1", "B_inpatient"])
def test_every_kind_of_amount_occurs(layout: str) -> None:
    found = accounts_of(layout)
    for kind in ("full", "noncovered"):
        assert any(getattr(account, kind) for account in found)
    stays = [accounts.inpatient(Random(seed), layout.split("_")[0]) for seed in range(60)]
    assert any(account.advance for account in stays)
    assert any(account.already_paid for account in stays)
    assert any(account.questions() for account in stays)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_the_truth_says_is_printed_inside_the_sheet(layout: str) -> None:
    account = written(Random(layout), layout)
    sheet = printed(Random(layout), account, layout, "clean", 1600)
    answers = {word.field: word for word in sheet.words if word.field}
    for field in ("copay", "patient_total", "insurer_paid"):
        digits = "".join(each for each in answers[field].text if each.isdigit()) or "0"
        assert digits == account.truth()[field]
    assert answers["provider_name"].text == account.provider_name
    assert str(account.care_from.year) in answers["days"].text
    for word in answers.values():
        assert word.x0 > 0
        assert word.y0 > 0
        assert word.x1 < sheet.image.width
        assert word.y1 < sheet.image.height


def test_the_same_seed_draws_the_same_photo() -> None:
    first, second = (draw(3, "clean", "thermal") for _ in range(2))
    assert first.jpeg() == second.jpeg()
    assert first.truth == second.truth
    assert first.jpeg() != draw(4, "clean", "thermal").jpeg()


@pytest.mark.parametrize("level", [camera.MODERATE, camera.HARD], ids=["moderate", "hard"])
def test_a_photographed_word_is_where_it_is_said_to_be(level: camera.Level) -> None:
    """A black square on white paper, found again in the photo."""
    sheet = Image.new("RGB", (840, 1188), "white")
    sheet.paste((0, 0, 0), (400, 600, 440, 640))
    for seed in range(3):
        picture, pose, _ = camera.photograph(sheet, (210, 297), level, Random(seed), 800)
        gray = np.asarray(picture.convert("L"), dtype=float)
        x, y = pose.place(np.array([[105.0, 155.0]]))[0]
        inside = gray[round(y) - 2 : round(y) + 3, round(x) - 2 : round(x) + 3].mean()
        x, y = pose.place(np.array([[105.0, 168.0]]))[0]
        beside = gray[round(y) - 2 : round(y) + 3, round(x) - 2 : round(x) + 3].mean()
        assert inside < beside * 0.75


def test_a_photo_can_tell_where_it_was_taken() -> None:
    photo = Image.open(io.BytesIO(oddities.with_gps()))
    assert photo.getexif()[oddities.ORIENTATION] == 6
    assert photo.getexif().get_ifd(oddities.GPS)


def test_a_corrupt_file_is_no_picture() -> None:
    with pytest.raises((UnidentifiedImageError, OSError)):
        Image.open(io.BytesIO(oddities.corrupt())).load()


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="no layout"):
        draw(1, "clean", "form 12")
