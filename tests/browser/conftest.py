"""A real server and a real Chromium. Every test fails if its page logged an error, broke the
content security policy or asked anybody but the server.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

from tests.chromium import find

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
expect.set_options(timeout=15_000)  # a machine may be busy with other tests
VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""


class Server:
    """`stepgrad` in a process of its own, which can be stopped and started again."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "app", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(300):
            try:
                self.json("/healthz")
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        raise RuntimeError("The server did not start.")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def json(self, path: str) -> Any:
        """What the server answers."""
        with urllib.request.urlopen(self.url + path, timeout=10) as reply:
            return json.load(reply)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    return server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": find(), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without motion, which takes a fifth of all the time; what moves has its own tests."""
    return {
        **browser_context_args,
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
    }


class Complaints(list[str]):
    """What a page complained about; `allow` forgives the logged errors that hold a text."""

    def allow(self, *texts: str) -> None:
        self.allowed = texts

    allowed: tuple[str, ...] = ()

    def left(self) -> list[str]:
        return [one for one in self if not any(text in one for text in self.allowed)]


@pytest.fixture
def complaints(context: BrowserContext, server: Server) -> Iterator[Complaints]:
    found = Complaints()
    own = (server.url, "data:", "blob:", "about:", f"http://localhost:{server.port}")

    def logged(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            found.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def asked(request: Request) -> None:
        if not request.url.startswith(own):
            found.append(f"outside request: {request.url}")

    context.add_init_script(VIOLATIONS)
    context.on("console", logged)
    context.on("weberror", lambda error: found.append(f"thrown: {error.error}"))
    context.on("request", asked)
    yield found
    assert found.left() == []


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Page:
    """A new page; it fails its test by complaining."""
    return context.new_page()
