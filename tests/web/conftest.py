"""A server in this process, and a real one on a port."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

KEEPS_NOTHING = Settings(data_dir=":memory:")
API = "/api/v1/"
SPEC_GETS = (
    "trace", "step", "program", "history?until=3", "frames?until=3", "boundary?resolution=5",
    "check?cells=0,0", "slips?step=dW2", "nudge?parameter=W1&cell=1,1", "predict?X_new=1;2",
    "figure",
)  # fmt: skip


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(KEEPS_NOTHING), raise_server_exceptions=False) as client:
        yield client


@dataclass
class Live:
    """A server that really listens."""

    port: int
    app: object


@pytest.fixture(scope="module")
def live() -> Iterator[Live]:
    app = create_app(KEEPS_NOTHING)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2, lifespan="on")
    )
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Live(listener.getsockname()[1], app)
    app.state.service.compute.stop()  # as a signal would, so that open streams end
    server.should_exit = True
    thread.join()
    listener.close()
