"""A missing or corrupt table costs the parts that need it, in a clear sentence."""

import shutil

import pytest

import data.load
from pages.registry import PAGES


@pytest.fixture
def broken_tables(tmp_path, monkeypatch):
    """Return a function that breaks tables in a copy that the app reads instead."""
    copy = tmp_path / "tables"
    shutil.copytree(data.load.TABLES_DIR, copy)
    monkeypatch.setattr(data.load, "TABLES_DIR", copy)

    def break_them(*names, corrupt=False):
        for name in names:
            file = copy / f"{name}.parquet"
            if corrupt:
                file.write_bytes(b"PAR1 this is no table PAR1")
            else:
                file.unlink()
        return copy

    return break_them


@pytest.mark.parametrize("corrupt", [False, True], ids=["missing", "corrupt"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_no_page_falls_over_with_every_table_broken(open_page, broken_tables, page, corrupt):
    place = broken_tables(*data.load.TABLES, corrupt=corrupt)
    opened = open_page(page.file, group="non_us_img", step1="230")
    assert not opened.test.exception
    said = " ".join(error.value for error in opened.test.error)
    assert "left out" in said
    assert str(place) not in said
    assert "Traceback" not in said
    assert len(opened.test.title) == 1
    assert "not affiliated with NRMP" in opened.text


def test_only_the_part_that_needs_the_table_is_left_out(open_page, broken_tables):
    broken_tables("research_output")
    assert "research_output" in open_page("research_output.py").test.error[0].value
    stands = open_page("where_i_stand.py", group="non_us_img", step1="230")
    assert not stands.test.error
    assert "Internal Medicine −6 ● near" in stands.text


def test_a_repaired_table_is_picked_up_without_a_restart(open_page, broken_tables):
    place = broken_tables("img_fill")
    opened = open_page("img_fill.py")
    assert opened.test.error
    original = data.load.Path(data.load.__file__).parent / "tables" / "img_fill.parquet"
    shutil.copy(original, place)
    opened.test.run()
    assert not opened.test.error
    assert len(opened.charts) == 1
