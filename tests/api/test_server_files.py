"""Static files: compressed once, remembered under the name of what they were made of, never wrong."""

import gzip
from pathlib import Path

import brotli
import pytest
import streamlit

from api.server.files import FOREVER, FileCache, collect, file_at, prepare
from api.server.manifest import ENTRY, FIRST, LATER, files_of, read_manifest

SCRIPT = b"export const answer = 42;\n" * 200


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "static"
    (made / "js").mkdir(parents=True)
    (made / "js" / "index.DormvYxC.js").write_bytes(SCRIPT)
    (made / "js" / "tiny.DormvYxC.js").write_bytes(b"1")
    (made / "plain.js").write_bytes(SCRIPT)
    (made / "font.woff2").write_bytes(b"\0" * 1000)
    return made


def test_every_file_has_an_address(folder):
    files = collect(folder, "/static/")
    assert set(files) == {
        "/static/js/index.DormvYxC.js",
        "/static/js/tiny.DormvYxC.js",
        "/static/plain.js",
        "/static/font.woff2",
    }
    assert files["/static/plain.js"].media_type == "text/javascript; charset=utf-8"


def test_only_a_name_with_a_hash_is_kept_forever(folder):
    assert file_at(folder / "js" / "index.DormvYxC.js").cache_control == FOREVER
    assert file_at(folder / "plain.js").cache_control != FOREVER


def test_encodings_give_the_bytes_back(folder, tmp_path):
    file = file_at(folder / "plain.js")
    prepare(file, tmp_path / "cache", 11)
    assert gzip.decompress(file.encoded["gzip"]) == SCRIPT
    assert brotli.decompress(file.encoded["br"]) == SCRIPT
    assert len(file.encoded["br"]) < len(file.encoded["gzip"]) < len(SCRIPT)


@pytest.mark.parametrize("name", ["js/tiny.DormvYxC.js", "font.woff2"])
def test_what_would_not_get_smaller_is_kept_as_it_is(folder, tmp_path, name):
    file = file_at(folder / name)
    prepare(file, tmp_path / "cache", 11)
    assert set(file.encoded) == {"identity"}


def test_a_second_server_takes_what_the_first_one_made(folder, tmp_path):
    cache = tmp_path / "cache"
    first = file_at(folder / "plain.js")
    prepare(first, cache, 11)
    for path in cache.iterdir():
        path.write_bytes(b"taken from disk")
    second = file_at(folder / "plain.js")
    prepare(second, cache, 11)
    assert set(second.encoded.values()) == {b"taken from disk"}
    changed = folder / "plain.js"
    changed.write_bytes(SCRIPT + b"// changed")
    third = file_at(changed)
    prepare(third, cache, 11)
    assert brotli.decompress(third.encoded["br"]).endswith(b"// changed")


def test_without_a_disk_to_write_to_it_is_made_in_memory(folder, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    file = file_at(folder / "plain.js")
    prepare(file, tmp_path / "file" / "no-folder", 5)
    assert brotli.decompress(file.encoded["br"]) == SCRIPT


def test_a_file_that_goes_away_does_not_stop_the_others(folder):
    files = collect(folder, "/")
    (folder / "js" / "index.DormvYxC.js").unlink()
    FileCache(files, (), None).prepare()
    assert files["/plain.js"].encoded


MANIFEST = {
    "index.html": {
        "file": "static/js/index.js",
        "name": "index",
        "imports": ["_a.js"],
        "css": ["static/css/i.css"],
    },
    "_a.js": {"file": "static/js/a.js", "name": "a", "imports": ["_b.js"]},
    "_b.js": {"file": "static/js/b.js", "name": "b", "imports": ["_a.js"]},
    "src/Html.tsx": {"file": "static/js/Html.js", "name": "Html", "imports": ["_b.js", "_gone.js"]},
}


def test_a_part_brings_what_it_imports_once():
    assert files_of(MANIFEST, ["Html"]) == ["static/js/Html.js", "static/js/b.js", "static/js/a.js"]
    assert files_of(MANIFEST, [ENTRY])[:2] == ["static/js/index.js", "static/css/i.css"]
    assert files_of(MANIFEST, ["NoSuchPart"]) == []


def test_a_streamlit_without_a_manifest_preloads_nothing(tmp_path):
    assert read_manifest(tmp_path) == {}
    (tmp_path / "manifest.json").write_text("no json")
    assert read_manifest(tmp_path) == {}


def test_every_part_that_we_name_is_in_the_installed_streamlit():
    manifest = read_manifest(Path(streamlit.__file__).parent / "static")
    assert [name for name in (*FIRST, *LATER) if not files_of(manifest, [name])] == []
