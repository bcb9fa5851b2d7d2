"""The description of the API for people: one page, without a script and without a request elsewhere."""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request

from api.catalogue import BASE, every_state, table_address
from api.compare import NO_CHANCE
from api.openapi import document
from api.problems import MEANINGS, TITLES
from api.resource import Representation, represent
from api.tables import ANSWERS
from data.version import DATA_VERSION

STYLE: Final = Path(__file__).with_name("docs.css").read_text(encoding="utf-8")
_DIGEST: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

# A longer list of values is folded away.
_OPEN_MOST: Final = 12
_EXAMPLES: Final = (
    f"curl 'https://HOST{table_address('scores', 'csv')}?specialty=neurology,pediatrics&exam=step2_ck'",
    f"curl 'https://HOST{table_address('positions', 'json')}?match_year=2022&limit=20&offset=40'",
    f"curl -X POST 'https://HOST{BASE}/compare' -H 'Content-Type: application/json' \\\n"
    '     -d \'{"applicant_group": "us_img", "step2_ck": 245}\'',
)

Json = dict[str, Any]


async def answer_docs(_request: Request) -> Representation:
    """Answer `/docs`."""
    return await ANSWERS.get(("docs", every_state()), _represent)


def _represent() -> Representation:
    headers = (("Content-Security-Policy", POLICY), ("Referrer-Policy", "no-referrer"))
    return represent(page(document()).encode(), "text/html; charset=utf-8", "docs", headers)


def page(described: Json) -> str:
    """Return the page of an OpenAPI description."""
    paths: dict[str, Json] = described["paths"]
    sections = "".join(_section(path, paths[path]) for path in paths)
    contents = "".join(
        f'<li><a href="#{_anchor(path)}"><code>{escape(path)}</code></a></li>' for path in paths
    )
    problems = "".join(
        f'<tr id="problem-{status}"><th scope="row">{status}</th><td>{escape(title)}</td>'
        f"<td>{escape(MEANINGS[status])}</td></tr>"
        for status, title in TITLES.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>Match Atlas: the API</title><style>{STYLE}</style></head><body><main>"
        f"<h1>Match Atlas: the API</h1><p>{escape(described['info']['description'])}</p>"
        f"<p>Version of the data: {escape(DATA_VERSION)}. The same for programs: "
        f'<a href="{BASE}/openapi.json">OpenAPI</a>, <a href="{BASE}/">list of tables</a>, '
        f'<a href="{BASE}/datapackage.json">data package</a>, <a href="{BASE}/dictionary">dictionary</a>. '
        f'<a href="/">Back to Match Atlas</a>.</p>'
        f"<h2>Examples</h2>{''.join(f'<pre><code>{escape(line)}</code></pre>' for line in _EXAMPLES)}"
        f'<nav aria-labelledby="addresses"><h2 id="addresses">Addresses</h2><ul>{contents}</ul></nav>'
        + sections
        + '<h2 id="problems">Problems</h2><p>An error is <code>application/problem+json</code> (RFC 9457) '
        "with <code>type</code>, <code>title</code>, <code>status</code> and <code>detail</code>; where a "
        "parameter is at fault, also with <code>parameter</code>, <code>value</code> and "
        "<code>allowed</code>.</p>"
        + _grid(("Status", "Title", "Meaning"), problems)
        + f"<footer><p>{escape(NO_CHANCE)} Not affiliated with NRMP, ECFMG or the USMLE program.</p></footer>"
        "</main></body></html>"
    )


def _anchor(path: str) -> str:
    return "at-" + (path.removeprefix(f"{BASE}/").split(".{")[0].replace("/", "-") or "index")


def _section(path: str, operations: Json) -> str:
    ((method, operation),) = operations.items()
    parameters = [entry for entry in operation.get("parameters", ()) if "name" in entry]
    return (
        f'<section id="{_anchor(path)}"><h2><code>{method.upper()} {escape(path)}</code></h2>'
        f"<p>{escape(operation['summary'])} {escape(operation.get('description', ''))}</p>"
        + (_parameters(parameters) if parameters else "")
        + (_fields(operation) if "requestBody" in operation else "")
        + f"<p>Answers: {_statuses(operation['responses'])}.</p></section>"
    )


def _fields(operation: Json) -> str:
    from_reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    numbers = document()["components"]["schemas"][from_reference.rsplit("/", 1)[1]]["properties"]
    return _parameters(
        [
            {"name": name, "description": schema.get("description", ""), "schema": schema}
            for name, schema in numbers.items()
        ]
    )


def _parameters(parameters: Iterable[Json]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(entry["name"])}</code></th>'
        f"<td>{escape(entry['description'])}</td><td>{_allowed(entry['schema'])}</td></tr>"
        for entry in parameters
    )
    return _grid(("Parameter", "Meaning", "Allowed"), rows)


def _allowed(schema: Json) -> str:
    one = schema.get("items", schema)
    if "enum" in one:
        values = ", ".join(f"<code>{escape(str(value))}</code>" for value in one["enum"])
        count = len(one["enum"])
        if count <= _OPEN_MOST:
            return values
        return f"<details><summary>{count} values</summary>{values}</details>"
    if "minimum" in one:
        return f"{one['minimum']:g} to {one['maximum']:g}"
    if "examples" in one:
        return f"a value of this column, such as <code>{escape(one['examples'][0])}</code>"
    return "any text"


def _statuses(responses: Json) -> str:
    return ", ".join(
        f'<a href="#problem-{status}">{status}</a>' if int(status) in TITLES else status
        for status in sorted(responses)
    )


def _grid(header: tuple[str, ...], rows: str) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
