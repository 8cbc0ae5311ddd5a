"""The JSON Schema says what load says about single tables, and knows the keys of every kind."""

import tomllib

import pytest
from configs import CHANNELS, GOOD, KINDS
from jsonschema import Draft202012Validator

from bot.config.schema import notes, schema, written
from bot.config.tables import ChannelTable, ChatTable, SiteTable, SourceTable, StoreTable, TopTable


def faults(text: str) -> list[str]:
    return [one.message for one in Draft202012Validator(schema(KINDS, CHANNELS)).iter_errors(tomllib.loads(text))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema(KINDS, CHANNELS))


def test_a_good_config_passes() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    "text",
    [
        'kontakt = "a"',
        "[source.news]",
        '[source.news]\nurl = "http://a/"\nintervall = 3',
        '[source.news]\nurl = "http://a/"\npages = 0',
        '[source.news]\nurl = "http://a/"\nkind = "rules"',
        '[source.News]\nurl = "http://a/"',
        '[channel.a]\nkind = "pager"',
        '[channel.a]\nkind = "nobody"',
        "[chat.a]\nid = 3",
    ],
)
def test_a_bad_config_fails(text: str) -> None:
    assert faults(text)


def test_the_kinds_own_keys_pass() -> None:
    assert faults('[source.news]\nurl = "http://a/"\nkind = "rules"\nitems = "li"') == []
    assert faults('[channel.a]\nkind = "pager"\ntoken_file = "x"') == []


@pytest.mark.parametrize("shape", [ChannelTable, ChatTable, SiteTable, SourceTable, StoreTable, TopTable])
def test_every_key_is_explained(shape: type) -> None:
    said = notes(shape)

    assert set(said) == set(shape.__dataclass_fields__)  # type: ignore[attr-defined]
    assert all(said.values()), said


def test_a_default_is_shown_as_one_would_write_it() -> None:
    defaults = schema(KINDS, CHANNELS)["properties"]["source"]["additionalProperties"]["properties"]

    assert defaults["gap"]["default"] == "2s"
    assert defaults["withdrawn_after"]["default"] == "1d"
    assert written(("a",)) == ["a"]
