"""Compress Streamlit's frontend ahead of the first visitor: `python -m api.server`."""

import os
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from api.server.files import cache_folder, prepare
from api.server.site import PageMeta, Site
from api.server.static import file_cache

OWN: Final = Path(__file__).parents[2] / "pages" / "static"


def main() -> None:
    """Make and cache every encoding; the compressors let go of Python's lock, so threads help."""
    streamlit = find_spec("streamlit")
    if streamlit is None or not streamlit.submodule_search_locations:
        raise SystemExit("Streamlit is not installed here.")
    frontend = Path(streamlit.submodule_search_locations[0]) / "static"
    site = Site("", "", {"": PageMeta("", "")}, lambda _path: None, frontend, OWN, OWN / "none")
    cache = file_cache(site)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        work = [pool.submit(prepare, file, cache.folder, cache.quality(file)) for file in cache.order]
    for done in work:
        done.result()
    print(f"Static files are compressed, in {cache_folder()}.")


if __name__ == "__main__":
    main()
