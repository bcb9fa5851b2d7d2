"""Parts of libraries that are not documented are still where this project uses them (docs/decisions/0019)."""

import re
from dataclasses import fields
from inspect import signature
from pathlib import Path

import pytest
import streamlit
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

FRONTEND = Path(streamlit.__file__).parent / "static"
PAGES = Path(__file__).parents[2] / "pages"
OURS = "\n".join(
    path.read_text(encoding="utf-8") for kind in ("css", "js") for path in sorted(PAGES.rglob(f"*.{kind}"))
)


@pytest.fixture(scope="module")
def scripts():
    """Return all of Streamlit's frontend as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in FRONTEND.rglob("*.js"))


@pytest.mark.parametrize(
    "name",
    ["fragment_ids_this_run", "is_history_navigation", "page_script_hash", "session_id", "uploaded_file_mgr"],
)
def test_a_run_of_streamlit_knows(name):
    known = {field.name for field in fields(ScriptRunContext)} | set(dir(ScriptRunContext))
    assert name in known


def test_an_upload_can_be_let_go_of():
    assert list(signature(MemoryUploadedFileManager.remove_file).parameters) == [
        "self",
        "session_id",
        "file_id",
    ]


def test_a_message_of_a_page_can_be_read():
    assert BackMsg.FromString(BackMsg(rerun_script={"page_name": "x"}).SerializeToString()).rerun_script


@pytest.mark.parametrize(
    "name",
    [
        "__streamlit",
        "BACKEND_BASE_URL",
        "HOST_CONFIG",
        "data-test-script-state",
        "data-test-connection-state",
    ],
)
def test_the_frontend_reads_or_says(scripts, name):
    assert name in scripts


# Of an older Streamlit: a style that applies to nothing any more.
GONE = {"stSidebarCollapsedControl"}


@pytest.mark.parametrize("name", sorted(set(re.findall(r'data-testid="([^"]+)"', OURS)) - GONE))
def test_the_frontend_names_its_elements_as_our_styles_and_scripts_do(scripts, name):
    assert re.search(rf"[\"'`]{name}[\"'`]", scripts)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\.(st[A-Z][A-Za-z]+)", OURS))))
def test_the_frontend_has_the_classes_that_our_styles_and_scripts_name(scripts, name):
    assert re.search(rf"[\"'` ]{name}[\"'` ]", scripts)


def test_a_slide_has_its_elements():
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    data = CategoryChartData()
    data.categories = ["a"]
    data.add_series("one", [1])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, Inches(1), Inches(1), Inches(4), Inches(3), data)
    assert len(frame.chart._chartSpace.plotArea.sers) == 1
    assert frame._element.nvGraphicFramePr.cNvPr.get("id")
    assert frame.chart.value_axis._element.scaling is not None
    assert slide.shapes._spTree[-1] is frame._element
    assert slide.shapes.title._element.spPr is not None
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = b"ours"
    assert theme.blob == b"ours"
