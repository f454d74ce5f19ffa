"""The `stepgrad` command: starts the server and says where it is."""

import argparse
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import uvicorn
from uvicorn.supervisors import Multiprocess

from app import __version__
from app.settings import Settings

FAILED = 1  # exit code; 2 is argparse's for wrong arguments


def parser() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(
        prog="stepgrad", description="Walk through backpropagation one matrix equation at a time."
    )
    add = arguments.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    add("--port", type=_port, default=8000, help="port, 0 for any free one (default: %(default)s)")
    add("--workers", type=_workers, default=1, help="server processes (default: %(default)s)")
    add("--open", action="store_true", help="open the page in the browser")
    add("--data-dir", help="folder for saved specs (default: the user's data folder)")
    add("--version", action="version", version=f"stepgrad {__version__}")
    return arguments


def _port(text: str) -> int:
    return _within(text, 0, 65535)


def _workers(text: str) -> int:
    return _within(text, 1, 64)


def _within(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdecimal() and low <= int(text) <= high):
        raise argparse.ArgumentTypeError(f"give a whole number from {low} to {high}")
    return int(text)


def data_folder(given: str) -> str:
    """The full path of the data folder, made if need be; OSError if it cannot be."""
    if given == ":memory:":
        return given
    folder = Path(given).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(f"cannot use {folder}: {error.strerror}") from None
    return str(folder)


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there; OSError if the address cannot be had."""
    try:
        return _bind(host, port)
    except OSError as error:
        remedy = "Choose another with --port, or --port 0 for any free one."
        raise OSError(f"cannot listen on {host}:{port}: {error.strerror}. {remedy}") from None


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name != "nt":  # there it would let two servers share one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


def address_of(listener: socket.socket) -> str:
    """The URL to open on this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{host}:{port}"


class Server(uvicorn.Server):
    """Announces itself once it answers."""

    url = ""
    open_browser = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        announce(self.url, self.open_browser)


def announce(url: str, open_browser: bool) -> None:
    print(f"Stepgrad is at {url} (Ctrl+C stops it)", flush=True)
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def serve(listener: socket.socket, workers: int, open_browser: bool) -> None:
    """Serves until a signal ends it. With several workers the kernel queues early requests."""
    config = uvicorn.Config(
        "app.main:create_app",
        factory=True,
        workers=workers,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,  # an open event stream would hold the process for ever
    )
    if workers > 1:
        announce(address_of(listener), open_browser)
        Multiprocess(config, sockets=[listener]).run()
        return
    server = Server(config)
    server.url, server.open_browser = address_of(listener), open_browser
    server.run(sockets=[listener])


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 stopped by a signal, 1 could not listen or write, 2 wrong arguments, 3 app."""
    arguments = parser().parse_args(argv)
    try:
        if arguments.data_dir:
            os.environ["STEPGRAD_DATA_DIR"] = data_folder(arguments.data_dir)
        Settings.read()  # a setting that cannot be read is told here, not from a server process
        listener = bind(arguments.host, arguments.port)
    except (OSError, ValueError) as error:
        print(f"stepgrad: {error}", file=sys.stderr)
        return FAILED
    with suppress(KeyboardInterrupt):  # uvicorn raises the signal again after it has shut down
        serve(listener, arguments.workers, arguments.open)
    return 0
