"""Seals: only what was sealed here for this purpose counts, under today's secret or one that is still allowed."""

import uuid

from pytest_django import Settings

from safety.seals import is_sealed, seal, seals, split_token


def test_a_seal_counts_for_its_purpose_and_text_only() -> None:
    given = seal("answer", "text")
    assert is_sealed(given, "answer", "text")
    assert not is_sealed(given, "answer", "other")
    assert not is_sealed(given, "calendar", "text")
    assert not is_sealed(given[:-1], "answer", "text")
    assert not is_sealed("ü", "answer", "text")


def test_a_replaced_secret_counts_until_it_is_forgotten(settings: Settings) -> None:
    old = seal("answer", "text")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "neu" * 20, [settings.SECRET_KEY]
    assert seals("answer", "text") == [seal("answer", "text"), old]
    assert is_sealed(old, "answer", "text")
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_sealed(old, "answer", "text")


def test_a_token_is_a_key_and_a_seal() -> None:
    key = uuid.uuid4()
    assert split_token(f"{key.hex}-abc") == (key, "abc")
    assert split_token("no key-abc") == (None, "abc")
    assert split_token("") == (None, "")
