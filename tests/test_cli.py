"""The `stepgrad` command, as a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app import __version__
from app.paths import STATIC

ROOT = STATIC.parent
COMMAND = [sys.executable, "-m", "app"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=60
    )


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address that it printed."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, (line, process.stderr.read() if process.stderr else "")
        yield process, found.group()
    finally:
        process.terminate()
        process.communicate(timeout=20)


def test_help_names_every_option():
    result = run("--help")
    assert result.returncode == 0
    for option in ("--host", "--port", "--workers", "--open", "--data-dir", "--version"):
        assert option in result.stdout


def test_version():
    assert run("--version").stdout == f"stepgrad {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "70000"),
        ("--port", "-1"),
        ("--port", "8e3"),
        ("--workers", "0"),
        ("--bogus",),
    ],
)
def test_wrong_arguments_are_refused(arguments):
    result = run(*arguments)
    assert result.returncode == 2
    assert "usage: stepgrad" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_port_in_use_is_told_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = run("--port", str(port))
    assert result.returncode == 1
    assert result.stderr.startswith(f"stepgrad: cannot listen on 127.0.0.1:{port}: ")
    assert "--port" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_data_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    result = run("--port", "0", "--data-dir", str(tmp_path / "file" / "data"))
    assert result.returncode == 1
    assert result.stderr.startswith("stepgrad: cannot use ")


def test_a_setting_that_cannot_be_read_is_told(monkeypatch):
    monkeypatch.setenv("STEPGRAD_BODY_BYTES", "lots")
    result = run("--port", "0")
    assert result.returncode == 1
    assert result.stderr.startswith("stepgrad: STEPGRAD_BODY_BYTES ")


def test_it_prints_the_address_it_answers_on_and_stops_on_ctrl_c(tmp_path):
    with running("--port", "0", "--data-dir", str(tmp_path / "data")) as (process, url):
        with urllib.request.urlopen(f"{url}/healthz", timeout=10) as reply:
            assert reply.status == 200
            assert reply.headers["Server"] is None
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert errors == ""
    assert (tmp_path / "data").is_dir()


def test_several_workers_share_the_port(tmp_path):
    with running("--port", "0", "--workers", "2", "--data-dir", str(tmp_path)) as (process, url):
        for _ in range(4):
            with urllib.request.urlopen(f"{url}/healthz", timeout=30) as reply:
                assert reply.status == 200
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert errors == ""


def test_the_app_starts_without_plotly():
    """The Python package is for figures only, and slow to import."""
    code = "import sys, app.main; app.main.create_app(); sys.exit('plotly' in sys.modules)"
    environment = {**os.environ, "STEPGRAD_DATA_DIR": ":memory:"}
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, timeout=60)
    assert result.returncode == 0
