"""Build the tables: `python -m data.build` writes them, `python -m data.build --check` only compares.

Raw transcriptions are read, proved, validated and written to `data/tables` as one Parquet file per table,
DICTIONARY.md, and datapackage.json, which describes the files that are there. The check compares tables and
schemas, not bytes: another version of the Parquet writer gives other bytes for the same table.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.assemble import assemble_tables
from data.definitions import Table
from data.dictionary import dictionary_text
from data.load import TABLES_DIR
from data.package import ALL_TABLES, PACKAGE_NAME, PARQUET_MEDIA_TYPE, Resource, describe_package
from data.schema import TABLES
from data.transcription import RAW_DIR, TranscriptionError
from data.validation import InvalidTableError, validate_tables

DICTIONARY_NAME = "DICTIONARY.md"
_TEXTS = f"{DICTIONARY_NAME} and {PACKAGE_NAME}"


def build_tables(raw_dir: Path = RAW_DIR) -> dict[str, pd.DataFrame]:
    """Return table name -> validated frame, from the raw files.

    Raises:
        TranscriptionError: a raw file is not what its page prints, or a figure contradicts another one and
            the list of oddities does not say why.
        InvalidTableError: a table breaks its definition in `data.schema`.
    """
    frames = assemble_tables(raw_dir)
    validate_tables(frames)
    return frames


def write_tables(frames: Mapping[str, pd.DataFrame], directory: Path = TABLES_DIR) -> None:
    """Write one Parquet file per frame, DICTIONARY.md and datapackage.json to `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        table = TABLES[name]
        # The texts in a key of one column are sorted and all different: each is stored as what differs from
        # the one before. Everything else repeats, and is stored as a dictionary.
        texts = {column.name for column in table.columns if column.dtype == "str"}
        names = texts.intersection(table.key) if len(table.key) == 1 else ()
        pq.write_table(
            _arrow_table(table, frame),
            _parquet_path(directory, name),
            compression="zstd",
            use_dictionary=[column for column in table.column_names if column not in names],
            column_encoding=dict.fromkeys(names, "DELTA_BYTE_ARRAY"),
        )
    (directory / DICTIONARY_NAME).write_text(_dictionary_of(frames), encoding="utf-8")
    (directory / PACKAGE_NAME).write_text(_package_of(frames, directory), encoding="utf-8")


def find_differences(frames: Mapping[str, pd.DataFrame], directory: Path = TABLES_DIR) -> list[str]:
    """Return one sentence per difference between `directory` and what `frames` would be written as."""
    known = {_parquet_path(directory, name) for name in frames}
    strangers = sorted(path.name for path in directory.glob("*.parquet") if path not in known)
    texts = {
        DICTIONARY_NAME: (_dictionary_of(frames), "the schema, the vocabulary and the row counts"),
        PACKAGE_NAME: (
            _package_of(frames, directory),
            "the schema, the sources, the data version and the Parquet files there",
        ),
    }
    differences = [f"{name} belongs to no table of data/schema.py." for name in strangers]
    for name, frame in frames.items():
        differences += _table_differences(_parquet_path(directory, name), _arrow_table(TABLES[name], frame))
    for name, (expected, given_by) in texts.items():
        if not (directory / name).is_file():
            differences.append(f"{name} is missing.")
        elif (directory / name).read_bytes() != expected.encode():
            differences.append(f"{name} is not what {given_by} give.")
    return differences


def main(
    arguments: Sequence[str] | None = None, *, raw_dir: Path = RAW_DIR, tables_dir: Path = TABLES_DIR
) -> int:
    """Run the command line and return its exit code: 1 when something is refused or differs, else 0."""
    parser = argparse.ArgumentParser(
        prog="python -m data.build", description="Build data/tables from data/raw."
    )
    parser.add_argument(
        "--check", action="store_true", help="compare with the tables there are; write nothing"
    )
    check = parser.parse_args(arguments).check
    try:
        frames = build_tables(raw_dir)
    except (TranscriptionError, InvalidTableError) as error:
        print(f"Refused, nothing written.\n{error}", file=sys.stderr)
        return 1
    summary = ", ".join(f"{name} {len(frame)}" for name, frame in frames.items())
    if not check:
        write_tables(frames, tables_dir)
        print(f"Wrote {len(frames)} tables, {_TEXTS} to {tables_dir.name}/ (rows: {summary}).")
        return 0
    if differences := find_differences(frames, tables_dir):
        print("\n".join(("The committed tables differ from the raw files:", *differences)), file=sys.stderr)
        print("Run `python -m data.build` to write them again.", file=sys.stderr)
        return 1
    print(f"{len(frames)} tables, {_TEXTS} are what the raw files give (rows: {summary}).")
    return 0


def _parquet_path(directory: Path, name: str) -> Path:
    return directory / f"{name}.parquet"


def _arrow_table(table: Table, frame: pd.DataFrame) -> pa.Table:
    # pandas adds its own metadata, with library versions that would differ from machine to machine.
    schema = table.arrow_schema
    content = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    return content.replace_schema_metadata(schema.metadata)


def _dictionary_of(frames: Mapping[str, pd.DataFrame]) -> str:
    return dictionary_text({name: len(frame) for name, frame in frames.items()})


def _package_of(frames: Mapping[str, pd.DataFrame], directory: Path) -> str:
    # Digests are those of the files there: another writer gives other bytes for the same table.
    package = describe_package(
        [
            Resource(
                path=path.name,
                table_name=name,
                columns=TABLES[name].column_names,
                row_count=len(frame),
                media_type=PARQUET_MEDIA_TYPE,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            )
            for name, frame in frames.items()
            if (path := _parquet_path(directory, name)).is_file()
        ],
        **ALL_TABLES,
    )
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _table_differences(path: Path, expected: pa.Table) -> list[str]:
    if not path.is_file():
        return [f"{path.name} is missing."]
    try:
        with pq.ParquetFile(path) as file:
            found = file.read()
    except (OSError, pa.ArrowException):
        return [f"{path.name} is not a readable Parquet file."]
    return [f"{path.name}: {fault}" for fault in _faults(expected, found)]


def _faults(expected: pa.Table, found: pa.Table) -> list[str]:
    """Return what differs in the columns, else in their descriptions, else in the rows."""
    if expected.column_names != found.column_names:
        there, wanted = ", ".join(found.column_names), ", ".join(expected.column_names)
        return [f"the columns are {there}; they should be {wanted}."]
    faults = [
        f"the type, unit or description of {field.name} is not the schema's."
        for field in expected.schema
        if not found.schema.field(field.name).equals(field, check_metadata=True)
    ]
    if expected.schema.metadata != found.schema.metadata:
        faults.append("the description of the table is not the schema's.")
    if not faults and expected.num_rows != found.num_rows:
        return [f"has {found.num_rows} rows; the raw files give {expected.num_rows}."]
    return faults or [
        f"{name} of row {row} is {there!r}; the raw files give {given!r}."
        for name in expected.column_names
        if not expected[name].equals(found[name])
        for row, (given, there) in enumerate(
            zip(expected[name].to_pylist(), found[name].to_pylist(), strict=True), start=1
        )
        if given != there
    ]


if __name__ == "__main__":
    sys.exit(main())
