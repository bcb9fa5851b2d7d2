"""The description of the API for people: one page, without a script and without a request elsewhere."""

from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.catalogue import BASE, table_address
from api.compare import NO_CHANCE
from api.openapi import document
from api.problems import MEANINGS, TITLES
from api.server.policy import digest

HERE: Final = Path(__file__).parent
STYLE: Final = (HERE / "docs.css").read_text(encoding="utf-8")
POLICY: Final = (
    f"default-src 'none'; style-src {digest(STYLE)}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = {"Content_Security_Policy": POLICY, "Referrer_Policy": "no-referrer"}

# A longer list of values is folded away.
MAX_OPEN: Final = 12
EXAMPLES: Final = (
    f"curl 'https://HOST{table_address('scores', 'csv')}?specialty=neurology,pediatrics&exam=step2_ck'",
    f"curl 'https://HOST{table_address('positions', 'json')}?match_year=2022&limit=20&offset=40'",
    f"curl -X POST 'https://HOST{BASE}/compare' -H 'Content-Type: application/json' \\\n"
    '     -d \'{"applicant_group": "us_img", "step2_ck": 245}\'',
)

Json = dict[str, Any]


def docs_html() -> bytes:
    """Return the page of the OpenAPI description."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    described = document()
    page = environment.get_template("docs.html").render(
        about=described["info"]["description"],
        base=BASE,
        examples=EXAMPLES,
        max_open=MAX_OPEN,
        meanings=MEANINGS,
        no_chance=NO_CHANCE,
        sections=[
            (path, _anchor(path), method, operation, _parameters(described, operation))
            for path, operations in described["paths"].items()
            for method, operation in operations.items()
        ],
        style=STYLE,
        titles=TITLES,
        version=described["info"]["x-data-version"],
    )
    return page.encode()


def _anchor(path: str) -> str:
    return "at-" + (path.removeprefix(f"{BASE}/").split(".{")[0].replace("/", "-") or "index")


def _parameters(described: Json, operation: Json) -> list[tuple[str, str, Json]]:
    """Return name, meaning and schema of the parameters of an operation, or of the fields of its body."""
    if "requestBody" in operation:
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        fields = described["components"]["schemas"][reference.rsplit("/", 1)[1]]["properties"]
        return [(name, schema.get("description", ""), schema) for name, schema in fields.items()]
    named = [entry for entry in operation["parameters"] if "name" in entry]
    return [(entry["name"], entry["description"], entry["schema"]) for entry in named]
