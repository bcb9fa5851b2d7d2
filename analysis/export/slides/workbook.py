"""The numbers of a native chart, and the workbook behind it that holds exactly the values drawn."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.oxml.ns import qn
from xlsxwriter import Workbook

from analysis.export.slides.specs import ChartSpec

YEAR_FORMAT: Final = "yyyy"
NAMES_WIDTH: Final = 28
# Text is written as text, whatever it begins with; the same values give the same bytes.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CREATED: Final = datetime(2000, 1, 1)


class _Exact(float):
    """A number that a workbook takes over to its last digit; the library rounds to sixteen."""

    def __format__(self, _: str, /) -> str:
        """Return the shortest text that is read back as the same number."""
        return repr(float(self))


def workbook_bytes(columns: Sequence[tuple[str, Sequence[Any]]]) -> bytes:
    """Return a workbook of one sheet; text stays text, and a missing value is an empty cell.

    Args:
        columns: head and cells of each; a cell is text, a number, the first day of a year, or None.
    """
    file = io.BytesIO()
    with Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED})
        sheet = workbook.add_worksheet("Sheet1")
        sheet.set_column(0, 0, NAMES_WIDTH)
        year = workbook.add_format({"num_format": YEAR_FORMAT})
        for place, (head, cells) in enumerate(columns):
            sheet.write_string(0, place, head)
            for row, cell in enumerate(cells, start=1):
                if isinstance(cell, str):
                    sheet.write_string(row, place, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, place, cell, year)
                elif cell is not None:
                    sheet.write_number(row, place, _Exact(cell))
    return file.getvalue()


class Rows(CategoryChartData):
    """Named rows and their series; the library's own workbook would turn text into formulas."""

    def __init__(self, spec: ChartSpec) -> None:
        """Take over the values of a chart."""
        super().__init__(number_format=spec.label_format)  # type: ignore[no-untyped-call]
        if spec.form == "lines":
            # A real axis of time: every program leaves out labels of years that would touch.
            self.categories = [date(int(year), 1, 1) for year in spec.categories]
            self.categories.number_format = YEAR_FORMAT
        else:
            self.categories = list(spec.categories)
        for one in spec.series:
            self.add_series(one.name, list(one.cells))  # type: ignore[no-untyped-call]
        names = [category.label for category in self.categories]
        self._columns = [("", names), *((one.name, one.cells) for one in spec.series)]

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook: a column of names, then one per series."""
        return workbook_bytes(self._columns)


class Marks(XyChartData):
    """Marks of a scatter with the same kind of workbook: name, x, and a column of y per series."""

    def __init__(self, spec: ChartSpec) -> None:
        """Take over the values of a chart."""
        super().__init__(number_format=spec.label_format)  # type: ignore[no-untyped-call]
        for one in spec.series:
            points = self.add_series(one.name)  # type: ignore[no-untyped-call]
            for x, y in zip(spec.xs, one.cells, strict=True):
                points.add_data_point(x, y)
        self._columns = [
            ("", spec.categories),
            (spec.x_axis.title, spec.xs),
            *((one.name, one.cells) for one in spec.series),
        ]

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook; `point_to_columns` says where the chart finds its cells."""
        return workbook_bytes(self._columns)


def point_to_columns(chart: Chart, spec: ChartSpec) -> None:
    """Point the series of a scatter to the columns of its workbook; the library expects blocks of rows.

    Args:
        chart: the chart of python-pptx, made of `Marks`.
        spec: what it shows.
    """
    last = len(spec.categories) + 1
    for place, series in enumerate(chart._chartSpace.plotArea.sers):
        column = chr(ord("C") + place)
        for name, cells in (
            ("c:tx", f"${column}$1"),
            ("c:xVal", f"$B$2:$B${last}"),
            ("c:yVal", f"${column}$2:${column}${last}"),
        ):
            series.find(f"{qn(name)}//{qn('c:f')}").text = f"Sheet1!{cells}"
    # A line between some of the marks runs past the others.
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")
