"""Keys: random, readable, and the only thing that the path converter takes."""

import re

import pytest
from django.urls import NoReverseMatch, Resolver404, get_resolver, path
from django.urls.resolvers import RegexPattern, URLResolver

from suppliers.models import Supplier
from thirty3.keys import KEY_ALPHABET, KEY_LENGTH, new_key


def test_a_key_has_ten_characters_that_spell_no_word_and_read_well() -> None:
    assert (KEY_LENGTH, len(KEY_ALPHABET), len(set(KEY_ALPHABET))) == (10, 28, 28)
    assert not set(KEY_ALPHABET) & set("aeiou01l")
    for _ in range(200):
        assert re.fullmatch(f"[{KEY_ALPHABET}]{{10}}", new_key())


def test_keys_are_random() -> None:
    keys = [new_key() for _ in range(2000)]
    assert len(set(keys)) == len(keys)
    # Every character comes up in every place.
    assert all({key[place] for key in keys} == set(KEY_ALPHABET) for place in range(KEY_LENGTH))


def test_every_record_gets_a_key_of_its_own() -> None:
    assert Supplier().key != Supplier().key
    assert len(Supplier().key) == Supplier._meta.get_field("key").max_length


def resolver() -> URLResolver:
    # The map of addresses makes the converter known.
    assert get_resolver().url_patterns
    return URLResolver(RegexPattern(r"^/"), [path("<key:key>/", lambda request, key: None, name="record")])


def test_an_address_takes_a_key_and_nothing_else() -> None:
    key = new_key()
    assert resolver().resolve(f"/{key}/").kwargs == {"key": key}
    for other in (key[:-1], f"{key}2", key.upper() + "A", "aaaaaaaaaa", "0123456789", f"{key}\n"):
        with pytest.raises(Resolver404):
            resolver().resolve(f"/{other}/")


def test_an_address_is_made_of_a_key_and_nothing_else() -> None:
    key = new_key()
    assert resolver().reverse("record", key) == f"{key}/"
    with pytest.raises(NoReverseMatch):
        resolver().reverse("record", "not-a-key")
