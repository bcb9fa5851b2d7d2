"""The numbers of a native chart, and the workbook behind it that holds exactly the values drawn."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.oxml.ns import qn
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.export.excel import CREATED, TEXT_STAYS_TEXT
from analysis.export.slides.specs import ChartSpec

Columns = Sequence[tuple[str, Sequence[Any]]]
YEAR_FORMAT: Final = "yyyy"
NAMES_WIDTH: Final = 28
_OPTIONS: Final = TEXT_STAYS_TEXT | {"default_date_format": YEAR_FORMAT}


class _Exact(float):
    """A number that a workbook takes over to its last digit; the library rounds to sixteen."""

    def __format__(self, _: str, /) -> str:
        """Return the shortest text that is read back as the same number."""
        return repr(float(self))


def workbook_bytes(columns: Columns) -> bytes:
    """Return a workbook of one sheet; text stays text, and a missing value is an empty cell.

    A column has a head and cells: text, numbers, first days of years, or None.
    """
    file = io.BytesIO()
    with Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"created": CREATED})
        sheet = workbook.add_worksheet("Sheet1")
        sheet.set_column(0, 0, NAMES_WIDTH)
        sheet.add_write_handler(str, Worksheet.write_string)
        # Its own kind of number would otherwise be taken for a usual one again.
        sheet.add_write_handler(_Exact, Worksheet.write_number)
        for place, (head, cells) in enumerate(columns):
            exact = (_Exact(cell) if isinstance(cell, int | float) else cell for cell in cells)
            sheet.write_column(0, place, [head, *exact])
    return file.getvalue()


class _Rows(CategoryChartData):
    """Named rows and their series; the library's own workbook would turn text into formulas."""

    columns: Columns = ()

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook: a column of names, then one per series."""
        return workbook_bytes(self.columns)


class _Marks(XyChartData):
    """Marks of a scatter with the same kind of workbook: name, x, and a column of y per series."""

    columns: Columns = ()

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook; `point_to_columns` says where the chart finds its cells."""
        return workbook_bytes(self.columns)


def chart_data(spec: ChartSpec) -> Any:  # noqa: ANN401 - the library has no types
    """Return the numbers of a chart as the library takes them, with their workbook."""
    cells = [(one.name, one.cells) for one in spec.series]
    if spec.form == "scatter":
        marks: Any = _Marks(number_format=spec.label_format)  # type: ignore[no-untyped-call]
        for name, ys in cells:
            points = marks.add_series(name)
            for x, y in zip(spec.xs, ys, strict=True):
                points.add_data_point(x, y)
        marks.columns = [("", spec.categories), (spec.x_axis.title, spec.xs), *cells]
        return marks
    rows: Any = _Rows(number_format=spec.label_format)  # type: ignore[no-untyped-call]
    names: Sequence[Any] = spec.categories
    if spec.form == "lines":
        # A real axis of time: every program leaves out labels of years that would touch.
        names = [date(int(year), 1, 1) for year in names]
    rows.categories = names
    if spec.form == "lines":
        rows.categories.number_format = YEAR_FORMAT
    for name, values in cells:
        rows.add_series(name, list(values))
    rows.columns = [("", names), *cells]
    return rows


def point_to_columns(chart: Chart, spec: ChartSpec) -> None:
    """Point the series of a scatter to the columns of its workbook; the library expects blocks of rows."""
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
