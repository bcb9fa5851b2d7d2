"""The comparison as data: one person's numbers in, one row per specialty and exam out.

The numbers come in the body and nowhere else, so that they stay out of addresses and logs, and nothing of
them is kept.
"""

import json
from collections.abc import Hashable, Mapping
from dataclasses import asdict
from email.message import Message
from functools import lru_cache, partial
from typing import Any, Final

import orjson
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from analysis.groups.research import compare_research
from analysis.names import is_passed
from analysis.profile import NUMBER_FIELDS, STEP1, Profile
from analysis.reference import REFERENCE_TABLES, Reference, build_reference
from analysis.standing.comparable import exams_with_averages, say_unmet
from analysis.standing.compute import COMPARISON_COLUMNS, SEM_DEFAULT, SEM_RANGE, compare, sources_of
from analysis.wording import FLAGS, SHOWN_STANDINGS, STANDINGS
from api.cache import in_worker
from api.models import Numbers, Source, edition_slugs, whole
from api.problems import Problem, not_allowed
from api.tables import frame_of, table_state
from data.editions import default_edition
from data.editions.record import Edition
from data.own_edition import edition_here
from data.sources import SOURCES
from data.terms import slugs
from data.version import DATA_VERSION
from data.vocabulary import APPLICANT_GROUPS

MAX_BODY_BYTES: Final = 2 * 1024
# Field of the body -> what it may be, in words; a server may keep editions of its own.
ALLOWED: Final = {
    "applicant_group": f"one of {', '.join(slugs(APPLICANT_GROUPS))}",
    **{field.name: field.allowed for field in NUMBER_FIELDS},
    "sem": f"a number from {SEM_RANGE[0]:g} to {SEM_RANGE[1]:g}",
    "edition": "one of {editions}",
}
FIELDS: Final = tuple(ALLOWED)
NO_CHANCE: Final = (
    "These are averages of people who matched and who did not, and counts of matches; nothing here is a "
    "chance of matching."
)
_AN_OBJECT: Final = f"an object with {', '.join(FIELDS)}"
_TOO_DEEP: Final = ("a list", "an object")


async def answer_compare(request: Request) -> Response:
    """Answer `/compare`.

    Raises:
        Problem: the body is too large, of another type, no JSON, or a field is not allowed.
        TableError: a table that the comparison needs cannot be loaded.
    """
    refuse_other_types(request.headers)
    document = await in_worker(partial(comparison, *read_body(await _body(request))))
    return Response(orjson.dumps(document), 200, {"Cache-Control": "no-store"}, "application/json")


def refuse_other_types(headers: Mapping[str, str]) -> None:
    """Let JSON in UTF-8 pass, which is what JSON between systems is (RFC 8259, 8.1).

    Raises:
        Problem: 415 where the body is said to be of another type, in another charset or compressed.
    """
    said = Message()
    said["Content-Type"] = headers.get("content-type", "")
    # An absent or unreadable header counts as text/plain there.
    if said.get_content_type() != "application/json":
        raise not_allowed(415, "Content-Type", said["Content-Type"], "application/json")
    charset = str(said.get_param("charset", "utf-8"))
    if charset.lower() not in {"utf-8", "utf8"}:
        raise not_allowed(415, "charset", charset, "utf-8")
    encoding = headers.get("content-encoding", "identity")
    if encoding.lower() != "identity":
        raise not_allowed(415, "Content-Encoding", encoding, "identity")


async def _body(request: Request) -> bytes:
    """Return the body; stop reading where it becomes too large, whatever its length is said to be."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise Problem(413, f"The body has more than {MAX_BODY_BYTES} bytes, which is the most.")
    return body


def read_body(body: bytes) -> tuple[Profile, float, Edition]:
    """Return the person's numbers, the standard error of measurement and the edition that a body gives.

    Args:
        body: a JSON object with `applicant_group` and any other of `FIELDS`; null is the same as absent.

    Raises:
        Problem: 400 where it is no JSON; 422 where it is no object, or a field is missing, unknown or out of
            range, named with its value and what is allowed.
    """
    asked = _json(body)
    if not isinstance(asked, dict):
        raise not_allowed(422, "body", _as_json(asked), _AN_OBJECT)
    try:
        given = Numbers.model_validate(asked).model_dump()
    except ValidationError as error:
        # One sentence for one fault: an unknown field before the others, then `sem`.
        names = [str(fault["loc"][0]) for fault in error.errors(include_url=False)]
        raise _refusal(min(names, key=lambda name: (name in FIELDS, name != "sem")), asked) from error
    sem, edition = given.pop("sem"), given.pop("edition")
    profile = Profile(**given)
    shown = edition_here(edition) if edition else default_edition(profile.applicant_group)
    return profile, SEM_DEFAULT if sem is None else sem, shown


def _refusal(name: str, asked: dict[str, Any]) -> Problem:
    """Return the problem of a field, with its value as the API has always written it."""
    if name not in ALLOWED:
        return not_allowed(422, "field", name, f"one of {', '.join(FIELDS)}")
    if (value := asked.get(name)) is None:
        # Nobody sent a value, so none is quoted.
        said = f"{name} is missing; allowed is {ALLOWED[name]}."
        return Problem(422, said, parameter=name, value="", allowed=ALLOWED[name])
    allowed = ALLOWED[name].format(editions=", ".join(edition_slugs()))
    if name == STEP1.name and isinstance(value, str) and is_passed(value):
        allowed += "; for a pass leave it out"
    shown = _as_json(value)
    if name != "sem" and shown not in _TOO_DEEP:
        shown = repr(whole(value)).strip("'\"")
    groups = slugs(APPLICANT_GROUPS) if name == "applicant_group" and isinstance(value, str) else ()
    return not_allowed(422, name, shown, allowed, groups)


def _json(body: bytes) -> Any:  # noqa: ANN401 - anything that JSON can hold
    """Read JSON in which no object names a field twice.

    Raises:
        Problem: 400 where it is no JSON; 422 where a field stands twice or values are nested too deep.
    """
    try:
        # The strict reader first: the other one takes NaN and halves of characters.
        orjson.loads(body)
        return json.loads(body, object_pairs_hook=_each_once)
    except orjson.JSONDecodeError as error:
        raise Problem(400, "The body is not JSON.") from error
    except RecursionError as error:
        raise not_allowed(422, "body", "values nested too deep", _AN_OBJECT) from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of two values for one field there is no telling which was meant."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise not_allowed(422, "field", f"{name} twice", "each field once")
        found[name] = value
    return found


def _as_json(value: object) -> str:
    """Return a value as JSON; of what is too deep to be written only what it is."""
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        # It writes whole numbers of up to 64 bits only.
        return str(value) if isinstance(value, int) else _TOO_DEEP[isinstance(value, dict)]


def comparison(profile: Profile, sem: float, edition: Edition) -> dict[str, Any]:
    """Return the whole answer for one person's numbers; NaN, which JSON writes as null, where one is missing.

    `sem` is the standard error of measurement of a score, 5-8 points.

    Raises:
        TableError: a table that it needs cannot be loaded.
    """
    known = reference_of(edition, tuple(map(table_state, REFERENCE_TABLES)))
    rows = compare(profile, known.cohorts[profile.applicant_group], sem)
    research = compare_research(profile, known.research_output)
    named = (*sources_of(rows), *known.research_sources(profile.applicant_group), *known.count_sources)
    return {
        "data_version": DATA_VERSION,
        "edition": known.edition.slug,
        "match_year": known.match_year,
        "applicant_group": profile.applicant_group,
        "sem": sem,
        # Whose averages they are, where somebody loaded them.
        "note": f"{edition.citation_note} {NO_CHANCE}".lstrip(),
        "not_compared": list(say_unmet(profile, exams_with_averages(rows), whose="")),
        "rows": [
            {
                **{name: getattr(row, name) for name in COMPARISON_COLUMNS},
                "shown_standing": SHOWN_STANDINGS[row.shown].label,
            }
            for row in rows
        ],
        "research": {"match_year": known.match_year, "rows": [asdict(row) for row in research]},
        "standings": {standing.slug: standing.label for standing in STANDINGS},
        "flags": {flag.slug: flag.sentence for flag in FLAGS},
        "sources": [
            Source.model_validate(source).model_dump()
            for source in dict.fromkeys((*SOURCES, *edition.sources))
            if source.source_id in named
        ],
    }


@lru_cache(maxsize=8)
def reference_of(edition: Edition, _state: Hashable) -> Reference:
    """Return the cohorts of an edition, kept until a table changes."""
    return build_reference(edition.over({name: frame_of(name) for name in REFERENCE_TABLES}), edition)
