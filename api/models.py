"""The bodies of the API as pydantic models: they check what comes in and write the schemas of OpenAPI."""

from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    conlist,
    create_model,
)
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import CoreSchema, NullableSchema, no_info_after_validator_function

from analysis.profile import NUMBER_FIELDS, NumberField
from analysis.standing.compute import COMPARISON_COLUMNS, SEM_DEFAULT, SEM_RANGE
from analysis.wording import FLAGS, MISSING_WORDS, STANDINGS
from data.definitions import ColumnType
from data.editions import EDITION_BY_SLUG
from data.own_edition import editions_here
from data.terms import Term, slugs
from data.vocabulary import APPLICANT_GROUPS, EXAMS, SPECIALTIES


class Schema(GenerateJsonSchema):
    """JSON Schema as people write it: null is a second type, and a field needs no title."""

    def nullable_schema(self, schema: NullableSchema) -> JsonSchemaValue:
        """Return the schema of an optional value."""
        inner = self.generate_inner(schema["schema"])
        return inner | {"type": [inner["type"], "null"]}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - pydantic's own union
        """Return whether a field gets a title made of its name."""
        return False


class Model(BaseModel):
    """A JSON object with its fields and no others; nothing is converted from another type."""

    model_config = ConfigDict(extra="forbid", strict=True, from_attributes=True)


# Whole numbers stay whole in JSON: 120 and not 120.0.
Number = Annotated[int | float | None, WithJsonSchema({"type": ["number", "null"]})]
Links = dict[str, Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]]


class Column(Model):
    """A column of a slice."""

    name: str
    type: ColumnType = Field(validation_alias="dtype")
    unit: str
    description: str
    nullable: bool
    allowed: tuple[str, ...]
    minimum: Number
    maximum: Number
    references: Annotated[str | None, BeforeValidator(lambda name: name or None)]


class Table(Model):
    """A table; `row_count` is null and `unavailable` says why where it cannot be loaded."""

    name: str
    description: str
    row_count: int | None
    unavailable: str | None
    key: tuple[str, ...]
    parameters: tuple[str, ...]
    columns: tuple[Column, ...]
    links: Links


class Index(Model):
    """The list of tables."""

    name: str
    api_version: str
    data_version: str
    links: Links
    tables: tuple[Table, ...]


def whole(value: object) -> object:
    """Return 230 for 230.0, as JSON knows only one kind of number."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _literal(values: Iterable[str]) -> Any:  # noqa: ANN401 - a type
    return Literal[tuple(values)]


def _one_of(terms: Iterable[Term]) -> Any:  # noqa: ANN401 - a type
    return _literal(slugs(terms))


def _number(field: NumberField) -> Any:  # noqa: ANN401 - a type
    number = Annotated[int, Field(ge=field.lowest, le=field.highest), BeforeValidator(whole)]
    meaning = f"{field.label}, {field.allowed}; null or absent where there is none."
    return Annotated[number | None, Field(description=meaning)]


def _model(name: str, meaning: str, **fields: Any) -> type[Model]:  # noqa: ANN401 - types, with defaults
    return create_model(name, __base__=Model, __doc__=meaning, **fields)


_GROUP, _SPECIALTY = _one_of(APPLICANT_GROUPS), _one_of(SPECIALTIES)


class _OneOfTheEditions:
    """A slug out of those that there are now, also in the schema: a server may keep editions of its own."""

    def __get_pydantic_core_schema__(self, source: type[str], handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(_known_edition, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "enum": list(edition_slugs())}


def edition_slugs() -> tuple[str, ...]:
    """Return the slugs of the editions of this data set, and of those that this server keeps."""
    return (*EDITION_BY_SLUG, *(edition.slug for edition in editions_here()))


def _known_edition(slug: str) -> str:
    if slug not in edition_slugs():
        raise ValueError(slug)
    return slug


_EDITION = Annotated[str, _OneOfTheEditions()]
_TYPES: Final = {
    "specialty": _SPECIALTY,
    "label": str,
    "exam": _one_of(EXAMS),
    "standing": _one_of(STANDINGS),
    "flags": conlist(_one_of(FLAGS)),
}
Numbers = _model(
    "Numbers",
    "One person's numbers.",
    applicant_group=_GROUP,
    **{field.name: (_number(field), None) for field in NUMBER_FIELDS},
    sem=(
        Annotated[float, Field(ge=SEM_RANGE[0], le=SEM_RANGE[1])] | None,
        Field(SEM_DEFAULT, description="Standard error of measurement of a score, in points."),
    ),
    edition=(
        Annotated[_EDITION | None, Field(description="Whose averages; null or absent for the latest.")],
        None,
    ),
)
_SHOWN: Final = "The standing in words: near both averages, or none, where they hardly separate."
ComparisonRow = _model(
    "ComparisonRow",
    "The comparison with one specialty by one exam.",
    **{name: _TYPES.get(name, Number) for name in COMPARISON_COLUMNS},
    shown_standing=(str, Field(description=_SHOWN)),
)
ResearchRow = _model(
    "ResearchRow",
    "The research items beside the average of one specialty.",
    specialty=_SPECIALTY,
    label=str,
    **dict.fromkeys(("items", "items_mean", "items_gap", "items_ratio"), Number),
    cell_status=_literal(MISSING_WORDS),
)
Research = _model("Research", "The comparison of items.", match_year=int, rows=conlist(ResearchRow))
_SOURCE: Final = ("source_id", "title", "table_title", "compiled_by", "citation", "url", "trust_grade")
Source = _model("Source", "Where numbers come from.", **dict.fromkeys(_SOURCE, str))
_UNMET: Final = "Scores that meet no average of the group, and of what there are any."
Comparison = _model(
    "Comparison",
    "One person's numbers beside the averages of their group.",
    data_version=str,
    edition=_EDITION,
    match_year=int,
    applicant_group=_GROUP,
    sem=float,
    note=str,
    not_compared=(list[str], Field(description=_UNMET)),
    rows=conlist(ComparisonRow),
    research=Research,
    standings=dict[str, str],
    flags=dict[str, str],
    sources=conlist(Source),
)
