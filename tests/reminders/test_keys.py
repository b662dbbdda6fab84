"""Notifications are an option of the server: off without keys, and wrong keys do not start."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.person import Person
from webapp.config import PUSH_SERVICES, BadSetting, Config, new_private_key

# RFC 8292 has a pair of keys that belong together only in its picture; this one is RFC 8291's.
PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"


def config(tmp_path: object, **environment: str) -> Config:
    return Config.from_environment({"INSTANCE": str(tmp_path), **environment})


def test_without_a_key_nothing_is_sent(tmp_path: object) -> None:
    assert config(tmp_path).push is None
    assert config(tmp_path, VAPID_SUBJECT="mailto:a@b.example").push is None


def test_the_public_key_follows_from_the_private_one(tmp_path: object) -> None:
    found = config(tmp_path, VAPID_PRIVATE_KEY=PRIVATE, VAPID_SUBJECT="mailto:a@b.example").push
    assert found is not None
    assert found.public == PUBLIC
    assert PRIVATE not in repr(found)


@pytest.mark.parametrize(
    ("private", "subject", "named"),
    [
        ("x", "mailto:a@b.example", "VAPID_PRIVATE_KEY"),
        ("A" * 43, "mailto:a@b.example", "VAPID_PRIVATE_KEY"),
        (PRIVATE + "=", "mailto:a@b.example", "VAPID_PRIVATE_KEY"),
        (PRIVATE, "", "VAPID_SUBJECT"),
        (PRIVATE, "a@b.example", "VAPID_SUBJECT"),
        (PRIVATE, "http://b.example", "VAPID_SUBJECT"),
    ],
)
def test_a_wrong_setting_is_named_and_its_value_is_not(
    tmp_path: object, private: str, subject: str, named: str
) -> None:
    with pytest.raises(BadSetting, match=named) as refused:
        config(tmp_path, VAPID_PRIVATE_KEY=private, VAPID_SUBJECT=subject)
    assert PRIVATE not in str(refused.value)


def test_the_services_of_browsers_are_known_and_can_be_others(tmp_path: object) -> None:
    assert config(tmp_path).push_services == PUSH_SERVICES
    given = config(tmp_path, PUSH_SERVICES="push.example, .other.example")
    assert given.push_services == ("push.example", ".other.example")


def test_a_new_key_is_one_that_can_be_used(app: Flask, tmp_path: object) -> None:
    done = app.test_cli_runner().invoke(args=["reminders", "keys"])
    name, _, value = done.output.strip().partition("=")
    assert name == "VAPID_PRIVATE_KEY"
    assert config(tmp_path, **{name: value}, VAPID_SUBJECT="https://b.example/").push is not None
    assert value != new_private_key()


def test_a_server_without_keys_says_so_and_takes_nobody(app: Flask, person: Person) -> None:
    page = person.get("/reminders")
    assert "이 서버는 휴대전화 알림을 보내지 않아요." in page.text
    assert "data-push" not in page.html
    assert person.post("/reminders/push", {"endpoint": "https://a.example"}).status == 404
    done = app.test_cli_runner().invoke(args=["reminders", "send"])
    assert done.exit_code == 2
    assert "VAPID_PRIVATE_KEY" in done.output
