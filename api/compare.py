"""The comparison as data: one person's numbers in, one row per specialty and exam out.

The numbers come in the body and nowhere else, so that they stay out of addresses and logs, and nothing of
them is kept.
"""

import json
from collections.abc import Mapping
from email.message import Message
from functools import partial
from typing import Any, Final

import orjson
import pandas as pd
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from analysis.counts.compute import matched_counts
from analysis.groups.research import compare_research
from analysis.profile import NUMBER_FIELDS, Profile
from analysis.standing.comparable import exams_with_averages, say_unmet
from analysis.standing.compute import SEM_DEFAULT, SEM_RANGE, compare, one_match_year
from analysis.wording import COUNT_SOURCE, FLAGS, STANDINGS, shown_standing
from api.cache import in_worker
from api.models import Numbers, Source, whole
from api.problems import Problem, not_allowed
from api.tables import frame_of
from data.sources import SOURCES
from data.terms import slugs
from data.version import DATA_VERSION
from data.vocabulary import (APPLICANT_GROUPS)

MAX_BODY_BYTES: Final = 2 * 1024
# Field of the body -> what it may be, in words.
ALLOWED: Final = {
    "applicant_group": f"one of {', '.join(slugs(APPLICANT_GROUPS))}",
    **{field.name: field.allowed for field in NUMBER_FIELDS},
    "sem": f"a number from {SEM_RANGE[0]:g} to {SEM_RANGE[1]:g}",
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
    profile, sem = read_body(await _body(request))
    document = await in_worker(partial(comparison, profile, sem))
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


def read_body(body: bytes) -> tuple[Profile, float]:
    """Return the person's numbers and the standard error of measurement that a body gives.

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
    sem = given.pop("sem")
    return Profile(**given), SEM_DEFAULT if sem is None else sem


def _refusal(name: str, asked: dict[str, Any]) -> Problem:
    """Return the problem of a field, with its value as the API has always written it."""
    if name not in ALLOWED:
        return not_allowed(422, "field", name, f"one of {', '.join(FIELDS)}")
    if (value := asked.get(name)) is None:
        return not_allowed(422, name, "missing", ALLOWED[name])
    shown = _as_json(value)
    if name != "sem" and shown not in _TOO_DEEP:
        shown = repr(whole(value)).strip("'\"")
    return not_allowed(422, name, shown, ALLOWED[name])


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


def comparison(profile: Profile, sem: float) -> dict[str, Any]:
    """Return the whole answer for one person's numbers; NaN, which JSON writes as null, where one is missing.

    Args:
        profile: the person's group and numbers.
        sem: standard error of measurement of a score, 5-8 points.

    Raises:
        TableError: a table that it needs cannot be loaded.
    """
    scores, research = frame_of("scores"), frame_of("research_output")
    match_year = one_match_year(scores)
    rows = compare(profile, scores, sem, matched_counts(frame_of("positions"), match_year))
    return {
        "data_version": DATA_VERSION,
        "match_year": match_year,
        "applicant_group": profile.applicant_group,
        "sem": sem,
        "note": NO_CHANCE,
        "not_compared": list(say_unmet(profile, exams_with_averages(rows), whose="")),
        "rows": [
            {**row, "shown_standing": shown_standing(row["standing"], row["flags"]).label}
            for row in rows.to_dict("records")
        ],
        "research": {
            "match_year": one_match_year(research),
            "rows": compare_research(profile, research).to_dict("records"),
        },
        "standings": {standing.slug: standing.label for standing in STANDINGS},
        "flags": {flag.slug: flag.sentence for flag in FLAGS},
        "sources": sources(profile.applicant_group, scores, research),
    }


def sources(applicant_group: str, *tables: pd.DataFrame) -> list[dict[str, str]]:
    """Return where the averages of a group and the counts beside them come from, as the tables name it."""
    named = {COUNT_SOURCE}
    for table in tables:
        named |= set(table.loc[table["applicant_group"] == applicant_group, "source_id"])
    return [Source.model_validate(source).model_dump() for source in SOURCES if source.source_id in named]
