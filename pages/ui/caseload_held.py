"""What this visit holds of a file of advisees: the one place that says whether there is a caseload.

Everything lives in this visit's session state. Nothing is logged, cached for others or put in the address.
"""

from dataclasses import dataclass, field
from typing import Final

import pandas as pd
import streamlit as st

from analysis.caseload.advisees import Caseload
from analysis.caseload.files import ReadFile, read_list
from analysis.caseload.mapping import ColumnMapping, Proposal, propose
from analysis.caseload.reading import read_everybody, with_answers
from analysis.caseload.records import CaseloadError, cut
from analysis.readiness.found import Found
from data.editions.record import Edition
from pages.ui.kept import CASELOAD_KEY

HELD: Final = CASELOAD_KEY


@dataclass(slots=True)
class Held:
    """One file: what was read, or why not, what is asked about it, and what was made of it so far.

    Attributes:
        name: of the file, cut to be short.
        upload_id: of the upload; widgets of another file start afresh.
        content: the file, so that another sheet of it can be read; it goes with the rest.
        file: its lines.
        proposal: which column is which, as proposed.
        mapping: which column is which, as it stands.
        is_asking: whether the columns are being asked about.
        read: the people.
        refused: why there are none.
        sheet: the sheet that was asked for; empty for the one that was open.
        encoding: the encoding that was asked for; empty to find out.
        with_hidden: whether hidden and struck out rows are read.
        standings: measurement error and edition -> standings, and their sources in a line.
        readiness: the Match that was aimed at, everybody's levels and rules for it, and by line what they
            come from.
        handouts: what was asked for, and the zip.
    """

    name: str
    upload_id: str
    content: bytes
    file: ReadFile | None = None
    proposal: Proposal | None = None
    mapping: ColumnMapping = field(default_factory=lambda: ColumnMapping(0))
    is_asking: bool = False
    read: Caseload | None = None
    refused: str = ""
    sheet: str = ""
    encoding: str = ""
    with_hidden: bool = False
    standings: dict[tuple[float, Edition], tuple[pd.DataFrame, str]] = field(default_factory=dict)
    readiness: tuple[int, pd.DataFrame, dict[int, Found]] | None = None
    handouts: tuple[object, bytes] | None = None
    version: int = 0

    def key(self, name: str) -> str:
        """Return the session key of a widget of this file as it is read now."""
        return f"caseload_{self.upload_id}_{self.version}_{name}"

    def open(self, header: int | None = None) -> None:
        """Read the lines of the file and look at its headings; read the people too where nothing is open.

        `header` is the number of the line with the headings, 0 for none; None to look for it.
        """
        self._forget_results()
        try:
            self.file = read_list(self.content, self.name, sheet=self.sheet, encoding=self.encoding)
        except CaseloadError as refused:
            self.file, self.proposal, self.is_asking, self.refused = None, None, False, str(refused)
            return
        self.proposal = propose(self.file.grid.lines, header)
        self.mapping = self.proposal.mapping
        self.is_asking = header is not None or bool(self.proposal.open_questions)
        if not self.is_asking:
            self.read_people()

    def read_people(self) -> None:
        """Read the people with the columns as they stand."""
        self._forget_results()
        self.is_asking = False
        try:
            self.read = self.with_answers(self.everybody())
        except CaseloadError as refused:
            self.refused = str(refused)

    def everybody(self) -> Caseload:
        """Return who would be read with the columns as they stand, without what is said of readiness.

        Raises:
            CaseloadError: when there would be nobody.
        """
        if self.file is None or self.proposal is None:
            raise CaseloadError("No file is open.")
        columns = self.proposal.columns
        return read_everybody(self.file, self.mapping, columns, with_hidden=self.with_hidden)

    def with_answers(self, read: Caseload) -> Caseload:
        """Return who was read with what the file says of their readiness, with the columns as they stand."""
        return with_answers(read, self.mapping, self.proposal.columns) if self.proposal else read

    def _forget_results(self) -> None:
        self.read, self.refused, self.handouts = None, "", None
        self.standings, self.readiness = {}, None
        self.version += 1


def current() -> Held | None:
    """Return what this visit holds, or None: the one place that says whether there is a caseload."""
    found: Held | None = st.session_state.get(HELD)
    return found


def hold(name: str, upload_id: str, content: bytes) -> None:
    """Put a file in the place of what is held."""
    new = Held(cut(name), upload_id, content)
    new.open()
    st.session_state[HELD] = new
