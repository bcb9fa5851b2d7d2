"""Finds the earlier version that a run is compared with, and checks it out beside this one."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import BenchError
from bench.servers import Side, streamlit_side

HEADING = re.compile(r"^## (\S+) \((unreleased|\d{4}-\d{2}-\d{2})\)", re.MULTILINE)


@contextmanager
def before(asked: str, root: Path) -> Iterator[Side]:
    """Yield the earlier version in a folder of its own, run by the same Python.

    Args:
        asked: a folder with an app, a tag or commit, or nothing for the last version that was released.
        root: folder of the repository.

    Raises:
        BenchError: There is no such version.
    """
    folder = Path(asked)
    if asked and (folder / "app.py").exists():
        yield streamlit_side(folder.resolve().name, folder.resolve())
        return
    ref = asked or last_release(root)
    with tempfile.TemporaryDirectory(prefix="bench-before-") as parent:
        place = Path(parent) / "app"
        _git(root, "worktree", "add", "--detach", "--force", str(place), ref)
        try:
            yield streamlit_side(name_of(root, ref), place)
        finally:
            _git(root, "worktree", "remove", "--force", str(place))


def last_release(root: Path) -> str:
    """Return the tag of the version before this one, or else the last commit of the day it was released.

    Raises:
        BenchError: The changelog knows no version before this one, or its history does not reach back.
    """
    version, day = earlier_version((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    for tag in _git(root, "tag").split():
        if tag.removeprefix("v") == version:
            return tag
    commit = _git(root, "log", "-1", "--format=%H", f"--until={day}T23:59:59Z")
    if not commit:
        raise BenchError(f"the history does not reach back to {version} of {day}")
    return commit


def earlier_version(changelog: str) -> tuple[str, str]:
    """Return the last version before the one a changelog begins with, and the day it was released.

    Raises:
        BenchError: There is none.
    """
    released = [(name, day) for name, day in HEADING.findall(changelog)[1:] if day != "unreleased"]
    if not released:
        raise BenchError("the changelog has no released version before this one")
    return released[0]


def name_of(root: Path, ref: str) -> str:
    """Return what a report calls a commit: the version its changelog begins with, or its short name."""
    found = HEADING.search(_git(root, "show", f"{ref}:CHANGELOG.md"))
    if found and found.group(2) != "unreleased":
        return found.group(1)
    return _git(root, "rev-parse", "--short", ref)


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BenchError(f"git does not run: {error}") from error
    if done.returncode:
        raise BenchError(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()
