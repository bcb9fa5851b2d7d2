"""Small messages of a websocket are not held back, on a socket bound as Streamlit binds it."""

import asyncio
import socket

import pytest
import uvicorn
from websockets.asyncio.client import connect

from api.nodelay import NoDelayMiddleware


async def says_its_setting(scope, receive, send):
    """Answer each websocket with whether its connection holds nothing back."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    own = receive.__self__.transport.get_extra_info("socket")
    set_to = own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    await send({"type": "websocket.send", "text": str(bool(set_to))})
    await send({"type": "websocket.close"})


async def asked_of(app):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        config = uvicorn.Config(app, ws="websockets-sansio", lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve([bound]))
        async with connect(f"ws://127.0.0.1:{bound.getsockname()[1]}/") as client:
            said = await client.recv()
        server.should_exit = True
        await running
        return said


@pytest.mark.parametrize(
    ("app", "said"), [(says_its_setting, "False"), (NoDelayMiddleware(says_its_setting), "True")]
)
def test_a_websocket_holds_nothing_back(app, said):
    assert asyncio.run(asked_of(app)) == said


def test_another_server_keeps_its_own_setting():
    async def receive():
        return {"type": "websocket.connect"}

    passed_on = []

    async def app(scope, receive, send):
        passed_on.append(scope["type"])

    async def send(message):
        pass

    asyncio.run(NoDelayMiddleware(app)({"type": "websocket"}, receive, send))
    assert passed_on == ["websocket"]
