"""A TOML table against a frozen dataclass, by pydantic: the value, or every fault in words. Nothing else uses pydantic.

The dataclass may be ours (tables.py) or a kind's or channel's own `Settings`; both are checked alike.
"""

import dataclasses
import functools
import operator
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictBool,
    StrictFloat,
    StrictInt,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    create_model,
)

from bot.config import values
from bot.config.lines import Key
from bot.config.values import Harmless, Parsed, shown
from bot.model import Secret

T = TypeVar("T")

_CONFIG = ConfigDict(extra="forbid", arbitrary_types_allowed=True, protected_namespaces=())

_PLAIN: dict[Any, Any] = {
    bool: StrictBool,
    int: StrictInt,
    float: StrictFloat,
    timedelta: Annotated[timedelta, PlainValidator(values.span), WithJsonSchema(dict(values.SPAN))],
    ZoneInfo: Annotated[ZoneInfo, PlainValidator(values.zone), WithJsonSchema({"type": "string"})],
    Path: Annotated[Path, BeforeValidator(values.one_line), WithJsonSchema({"type": "string"})],
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of a table, as a person writes it."""

    annotation: Any
    default: Any  #: None where there is none
    required: bool
    secret: bool
    harmless: Callable[[str], bool] | None = None


def _settings(shape: Any) -> Mapping[str, Setting]:
    """The keys of a dataclass; a secret stands for NAME, NAME_file and NAME_env together."""
    found = {}
    for field, annotation in _fields(shape):
        bare, extras = _bare(annotation)
        made = field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default
        found[field.name] = Setting(
            annotation=annotation,
            default=None if made is dataclasses.MISSING else made,
            required=made is dataclasses.MISSING,
            secret=bare is Secret,
            harmless=next((one.test for one in extras if isinstance(one, Harmless)), None),
        )
    return found


#: (functions, for mypy finds that a type is not Hashable)
settings: Callable[[Any], Mapping[str, Setting]] = functools.cache(_settings)


def keys(shape: type[Any]) -> list[str]:
    """Every key that may stand in the table."""
    return [
        key
        for name, setting in settings(shape).items()
        for key in ((name, f"{name}_file", f"{name}_env") if setting.secret else (name,))
    ]


def fill(
    shape: type[T], table: Mapping[str, Any], secrets: Mapping[str, Secret | None]
) -> tuple[T | None, list[tuple[Key, str]]]:
    """The table as the dataclass, or None and what is wrong with it: (key within the table, sentence).

    A secret that is None is missing, which has been told already: the rest is checked, and nothing is made.
    """
    model, faults = _model(shape), []
    try:
        checked = model.model_validate(dict(table))
    except ValidationError as e:
        faults = list(_faults(e))
        told = {key[0] for key, _ in faults if key}
        try:
            checked = model.model_validate({name: value for name, value in table.items() if name not in told})
        except ValidationError:
            return None, faults
    given = {name: getattr(checked, name) for name in checked.model_fields_set}
    found = {name: secret for name, secret in secrets.items() if secret is not None}
    short = len(found) < len(secrets)
    made, more = _born(shape, given | found, short=short)
    return (None if faults or short else made), faults + more


def property_schema(annotation: Any) -> dict[str, Any]:
    """What may stand behind a key, as JSON Schema (2020-12)."""
    return TypeAdapter(_annotation(annotation), config=_CONFIG).json_schema()


def nearest(word: str, choices: list[str]) -> str:
    """'; did you mean "…"?' or nothing."""
    close = get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""


def _born(shape: type[T], given: dict[str, Any], *, short: bool) -> tuple[T | None, list[tuple[Key, str]]]:
    """The dataclass, past its own check at birth. That tells one fault, whose first word may name the key; what it
    named is left out, and it is asked again until it has no more to say. `short`: something is left out already."""
    faults: list[tuple[Key, str]] = []
    while True:
        try:
            made = shape(**given)
        except (ValueError, TypeError) as e:
            key, _, sentence = str(e).partition(" ")
            key = key.rstrip(":")
            if (faults or short) and key not in given:  # it misses what was left out
                return None, faults
            faults.append(((key,), sentence) if key in keys(shape) else ((), str(e)))
            if key not in given:
                return None, faults
            del given[key]
        else:
            return (None if faults else made), faults


def _build(shape: Any) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for field, annotation in _fields(shape):
        if _bare(annotation)[0] is Secret:
            continue
        default: Any = Field()
        if field.default is not dataclasses.MISSING:
            default = Field(default=field.default)
        elif field.default_factory is not dataclasses.MISSING:
            default = Field(default_factory=field.default_factory)
        fields[field.name] = (_annotation(annotation), default)
    return create_model(shape.__name__, __config__=_CONFIG, **fields)


_model: Callable[[Any], type[BaseModel]] = functools.cache(_build)


def _fields(shape: type[Any]) -> Iterator[tuple[dataclasses.Field[Any], Any]]:
    hints = get_type_hints(shape, include_extras=True)
    for field in dataclasses.fields(shape):
        if field.init:
            yield field, hints[field.name]


def _bare(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """Without None and Annotated."""
    extras: tuple[Any, ...] = ()
    while True:
        if get_origin(annotation) is Annotated:
            extras += annotation.__metadata__
            annotation = annotation.__origin__
        elif get_origin(annotation) in (Union, types.UnionType):
            rest = [one for one in get_args(annotation) if one is not type(None)]
            if len(rest) != 1:
                return annotation, extras
            annotation = rest[0]
        else:
            return annotation, extras


def _annotation(annotation: Any) -> Any:
    """An annotation in our words → in pydantic's: strict, spans and zones read, None left out (TOML has none)."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = _annotation(annotation.__origin__)
        for extra in annotation.__metadata__:
            if isinstance(extra, Parsed):
                inner = Annotated[inner, PlainValidator(extra.read), WithJsonSchema(dict(extra.schema))]
            elif callable(extra):
                inner = Annotated[inner, AfterValidator(extra)]
            elif not isinstance(extra, Harmless | str):
                inner = Annotated[inner, extra]
        return inner
    if origin in (Union, types.UnionType):
        return functools.reduce(operator.or_, [_annotation(one) for one in args if one is not type(None)])
    if origin is Literal or annotation is Ellipsis:
        return annotation
    if origin is not None:
        return origin[tuple(_annotation(one) for one in args)]
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        return Annotated[
            _model(annotation),
            AfterValidator(lambda made: annotation(**{name: getattr(made, name) for name in made.model_fields_set})),
        ]
    return _PLAIN.get(annotation, annotation)


def _faults(error: ValidationError) -> Iterator[tuple[Key, str]]:
    seen = set()
    for one in error.errors(include_url=False):
        key = tuple(part for part in one["loc"] if not (isinstance(part, str) and _is_branch(part)))
        if key not in seen:  # a union says every branch; the first will do
            seen.add(key)
            yield key, _sentence(dict(one))


def _is_branch(part: str) -> bool:
    return any(sign in part for sign in "[(") or part in ("bool", "int", "float", "str", "list", "tuple", "dict")


def _sentence(error: dict[str, Any]) -> str:
    kind, got, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "missing":
        return "is missing, and there is no default"
    if kind == "extra_forbidden":
        return "unknown key"
    if kind in ("literal_error", "enum"):
        choices = str(context["expected"]).replace("'", '"')
        close = nearest(got, choices.replace(" or ", ", ").replace('"', "").split(", ")) if isinstance(got, str) else ""
        return f"must be {choices}, not {shown(got)}{close}"
    if kind == "value_error":
        return str(context["error"])
    wanted = {
        "string_type": "text in quotes",
        "int_type": "a whole number",
        "float_type": "a number",
        "bool_type": "true or false",
        "tuple_type": "a list",
        "list_type": "a list",
        "dict_type": "a table",
        "mapping_type": "a table",
        "model_type": "a table",
        "is_instance_of": "something else",
    }.get(kind)
    hint = values.bare(got) if kind in ("int_type", "float_type", "bool_type") else ""
    return f"must be {wanted}, not {shown(got)}{hint}" if wanted else f"{error['msg'].lower()}, not {shown(got)}"
