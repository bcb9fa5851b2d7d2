"""Labels for lists that people search by typing: a search looks at what is shown, so short forms are."""

from functools import cache

from analysis.names import label
from data.load import TableError, load_table
from data.vocabulary import SPECIALTIES


def named_for_search(slug: str) -> str:
    """Return the label of a specialty with the short forms that people type: Otolaryngology (ENT).

    Args:
        slug: a specialty.
    """
    name, term = label("specialty", slug), next(term for term in SPECIALTIES if term.slug == slug)
    # The search knows no spellings: OB/GYN is typed as often as Ob-Gyn.
    spellings = (term.short, term.short.replace("-", "/"), term.short.replace("/", "-"))
    own = [form for form in dict.fromkeys(spellings) if form and not form.endswith(".")]
    forms = (*own, *_short_forms().get(slug, ()))
    more = [form for form in forms if form.casefold() not in name.casefold()]
    return f"{name} ({', '.join(more)})" if more else name


@cache
def _short_forms() -> dict[str, list[str]]:
    try:
        frame = load_table("names")
    except TableError:
        return {}
    found: dict[str, list[str]] = {}
    short = (frame["kind"] == "specialty") & (frame["origin"] == "short")
    for row in frame.loc[short].to_dict("records"):
        if row["means"] and " " not in row["means"]:
            found.setdefault(row["means"], []).append(row["name"])
    return found
