"""Editions that a deployment keeps: `python -m analysis.own_edition.deployment`, a part of `make data`.

Every file in `data/raw/own` is read as on the page, and what was read goes to `data/tables_own`, from where a
server takes it when it starts. Neither folder is part of the repository.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analysis.caseload.records import how_many
from analysis.own_edition.reading import ReadEdition, read_edition
from data.own_edition import OWN_DIR, OWN_SLUG, edition_content
from data.transcription import RAW_DIR

RAW_OWN: Final = RAW_DIR / "own"
# What belongs to the folder and is no edition; a spreadsheet that is open leaves files of its own beside it.
_NO_EDITION: Final = re.compile(r"README\.md|[.~].*")
_PROBLEMS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the folder: its name, what it came to, and the slug of its edition in addresses."""

    name: str
    read: ReadEdition
    slug: str


def slug_of(file_name: str) -> str:
    """Return what an edition is called in addresses: own_ and the name of its file in plain letters."""
    plain = re.sub(r"[^a-z0-9]+", "_", Path(file_name).stem.lower()).strip("_")
    return f"{OWN_SLUG}_{plain or 'edition'}"


def keep_editions(raw: Path = RAW_OWN, directory: Path = OWN_DIR) -> list[Kept]:
    """Read every file of a folder, and let `directory` hold exactly the editions that there are.

    Returns:
        What each file came to, in the order of their names. Where two names give one slug, the second
        has a number behind it.
    """
    found: list[Kept] = []
    for path in sorted(path for path in raw.glob("*") if path.is_file()):
        if not _NO_EDITION.fullmatch(path.name):
            slug, same = slug_of(path.name), sum(slug_of(one.name) == slug_of(path.name) for one in found)
            read = read_edition(path.read_bytes(), path.name)
            found.append(Kept(path.name, read, f"{slug}_{same + 1}" if same else slug))
    wanted = {one.slug: edition_content(one.read.edition) for one in found if one.read.edition}
    for old in directory.glob(f"{OWN_SLUG}_*.json"):
        if old.stem not in wanted:
            old.unlink()
    if wanted:
        directory.mkdir(parents=True, exist_ok=True)
    for slug, content in wanted.items():
        (directory / f"{slug}.json").write_text(content, encoding="utf-8")
    return found


def said_of(kept: Kept) -> list[str]:
    """Return what became of a file, line by line."""
    read = kept.read
    if read.edition is None:
        lines = [f"{kept.name}: no edition. {read.refused}"]
    else:
        figures = how_many(len(read.edition.figures), "figure")
        head = f"{read.edition.publication}, {read.edition.match_year}"
        lines = [f"{kept.name}: {head}, {figures}, as edition={kept.slug}"]
    lines += [f"  {notice}" for notice in read.notices]
    lines += [
        f"  row {problem.line}, {problem.column}: {problem.sentence}"
        for problem in read.problems[:_PROBLEMS_SHOWN]
    ]
    more = len(read.problems) - _PROBLEMS_SHOWN
    return [*lines, *([f"  and {how_many(more, 'cell')} more that could not be read"] if more > 0 else [])]


def main() -> int:
    """Keep what is in the folder, and say what became of each file; 1 where one is no edition."""
    found = keep_editions()
    for kept in found:
        print("\n".join(said_of(kept)))
    return int(any(kept.read.edition is None for kept in found))


if __name__ == "__main__":
    sys.exit(main())
