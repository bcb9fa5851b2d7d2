"""README's sections on adding an edition, a group, a measure and a page, followed word by word in a copy.

The blocks of code are read out of README, so that the two cannot drift apart; what must then hold stands in
`tests/house/proofs`, and runs inside the copy.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("analysis", "api", "app.py", "data", "pages", "pyproject.toml", ".streamlit")
BLOCK = re.compile(r"^ *```python\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
# The first line of a block says which file it is, or which tuple of a file it goes into.
PLACE = re.compile(r"# (\S+\.py)(?:: into (\w+))?\n")
EDITION = "charting_outcomes_2031"
GROUPS = ("do_senior", "non_us_img")
NEW = {"Preventive Medicine": "preventive_medicine", "Thoracic Surgery": "thoracic_surgery"}
MISSING = "vascular_surgery"


def blocks(heading):
    """Return (file, tuple it goes into or "", code) of every block of one section of README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split(f"### {heading}\n")[1].split("\n### ")[0].split("\n## ")[0]
    for found in BLOCK.finditer(section):
        code = textwrap.dedent(found[1])
        place = PLACE.match(code)
        assert place, f"a block of “{heading}” does not say where it belongs: {code[:60]!r}"
        yield place[1], place[2] or "", code[place.end() :]


def put(root, file, into, code):
    """Put one block where it belongs."""
    target = root / file
    if not into:
        assert not target.exists(), f"{file} is there already"
        target.write_text(code, encoding="utf-8")
        return
    text = target.read_text(encoding="utf-8")
    filled, count = re.subn(
        rf"^({into}\b.* = \()",
        lambda start: f"{start[1]}\n{textwrap.indent(code, '    ')}",
        text,
        flags=re.MULTILINE,
    )
    assert count == 1, f"{file} has {count} tuples {into}"
    target.write_text(filled, encoding="utf-8")


@pytest.fixture
def copy(tmp_path):
    """A copy of the project as somebody has it who adds something."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            # With what is compiled already: times are copied too, so it counts until a file is changed.
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path / name)
    for name in ("conftest.py", "pages/conftest.py"):
        target = tmp_path / "tests" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / name, target)
    return tmp_path


def follow(root, heading):
    """Do what one section of README says, as far as it is code."""
    found = list(blocks(heading))
    assert found, f"README has no code under “{heading}”"
    for block in found:
        put(root, *block)


def run(root, *command):
    """Run a command of the copy, and fail with all it said."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1", "COLUMNS": "150"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def prove(root, name):
    """Run one of the proofs inside the copy, one after the other."""
    shutil.copy(
        ROOT / "tests" / "house" / "proofs" / f"{name}_proof.py", root / "tests" / "pages" / f"test_{name}.py"
    )
    run(
        root,
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:logging",
        "--show-capture=no",
        f"tests/pages/test_{name}.py",
    )


def write(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def raw_files(root):
    """Write what somebody would transcribe: a crosswalk and one table, 24 rows with the total."""
    first = root / "data" / "raw" / "charting_outcomes_2018" / "crosswalk.csv"
    with first.open(encoding="utf-8") as file:
        ours = {row["specialty_as_printed"]: row["specialty"] for row in csv.DictReader(file)}
    named = {name: slug for name, slug in (ours | NEW).items() if slug != MISSING}
    assert len(named) == 24
    folder = root / "data" / "raw" / EDITION
    write(folder / "crosswalk.csv", ("specialty_as_printed", "specialty"), named.items())
    columns, rows = [], []
    for group in GROUPS:
        for outcome in ("matched", "unmatched"):
            columns += [f"{group}_{outcome}{ending}" for ending in ("_n", "", "_sd", "_q1", "_median", "_q3")]
    for place, name in enumerate(named):
        cells = []
        for shift in (0, -12, 4, -9):
            mean = 230 + place + shift
            cells += [f"{1200 - 40 * place:,}", f"{mean}.5", "14.2", str(mean - 9), str(mean), str(mean + 10)]
        if name == "Thoracic Surgery":
            cells = ["N/A"] * len(columns)
        rows.append((" | ".join((name, *cells)), name, *cells, "", ""))
    write(
        folder / "step2_ck.csv",
        ("row_as_printed", "specialty", *columns, "garbled_cells", "reading_note"),
        rows,
    )


def test_a_match_year_is_added_by_its_files_and_its_record(copy):
    raw_files(copy)
    follow(copy, "Add a match year")
    run(copy, "data.build")
    run(copy, "data.build", "--check")
    prove(copy, "edition")


def test_a_group_is_added_by_its_record(copy):
    follow(copy, "Add an applicant group")
    run(copy, "data.build")
    prove(copy, "group")


def test_a_measure_is_added_by_its_record(copy):
    follow(copy, "Add a measure")
    prove(copy, "measure")


def test_a_page_is_added_by_its_script_and_its_record(copy):
    follow(copy, "Add a page")
    prove(copy, "page")
