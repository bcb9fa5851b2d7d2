"""The API as Streamlit serves it: its routes behind the gzip middleware, and a client without a network."""

import asyncio
import shutil

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

import data.load
from api.routes import routes
from api.tables import ANSWERS, QUERIES


@pytest.fixture(scope="session")
def app():
    return Starlette(
        routes=routes, middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)]
    )


@pytest.fixture
def ask(app):
    """Send one request; answers are not compressed unless a test asks for it."""

    def send(method, path, **options):
        async def once():
            async with client(app) as session:
                return await session.request(method, path, **options)

        return asyncio.run(once())

    return send


@pytest.fixture
def get(ask):
    return lambda path, **options: ask("GET", path, **options)


@pytest.fixture
def post(ask):
    return lambda body, **options: ask("POST", "/api/v1/compare", json=body, **options)


def client(app):
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://atlas.test",
        headers={"Accept-Encoding": "identity"},
    )


@pytest.fixture
def open_client(app):
    return lambda: client(app)


@pytest.fixture
def nothing_kept():
    """Forget every answer before a test that counts or breaks something."""
    ANSWERS.clear()
    QUERIES.clear()


@pytest.fixture
def tables_copy(tmp_path, monkeypatch):
    """Serve a copy of the tables that a test may break."""
    folder = tmp_path / "tables"
    shutil.copytree(data.load.TABLES_DIR, folder)
    monkeypatch.setattr(data.load, "TABLES_DIR", folder)
    return folder
