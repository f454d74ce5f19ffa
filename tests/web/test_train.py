"""`train`: progress while it runs, one run for all who ask, none when nobody does."""

import http.client
import json
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from tests.test_cli import running
from tests.web.conftest import API, Live

FAR = "train?hidden=8,8&m=200&until=100000&seed="


@contextmanager
def stream(port: int, route: str, **headers: str) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", API + route, headers=headers)
    try:
        yield connection.getresponse()
    finally:
        connection.close()


def events(reply: http.client.HTTPResponse) -> Iterator[tuple[str, str | None, dict]]:
    """Kind, id and data of the events of a stream."""
    found: dict[str, str] = {}
    while line := reply.readline().decode():
        name, _, text = line.rstrip("\n").partition(": ")
        if name:
            found[name] = text
        elif "data" in found:
            yield found["event"], found.get("id"), json.loads(found["data"])
            found = {}


def wait_until(true: object, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def test_a_short_run_tells_its_progress_and_its_end(client: TestClient) -> None:
    reply = client.get(API + "train?until=300")
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["cache-control"] == "no-store"
    lines = reply.text.split("\n")
    assert lines[0] == "id: 300"
    assert lines[1] == "event: progress"
    assert set(json.loads(lines[2][6:])) == {"iteration", "J", "until"}
    assert lines[-5:-3] == ["id: 300", "event: done"]
    done = json.loads(lines[-3][6:])
    trace = client.get(API + "trace?iteration=300").json()
    assert done == {"iteration": 300, "J": trace["J"], "status": "ok"}


def test_a_long_run_tells_its_progress_all_the_time(live: Live) -> None:
    with stream(live.port, FAR + "1") as reply:
        told, at = [], []
        for kind, id, data in events(reply):
            assert kind == "progress"
            assert id == str(data["iteration"])
            told.append(data["iteration"])
            at.append(time.monotonic())
            if len(told) == 8:
                break
    assert told == sorted(told)
    assert told[-1] > told[0]
    assert at[-1] - at[0] < 15  # 2 seconds on a machine that has nothing else to do


@pytest.mark.parametrize(("seen", "status"), [("300", 204), ("301", 204), ("299", 200), ("x", 200)])
def test_who_has_seen_the_end_is_told_to_stay_away(
    client: TestClient, seen: str, status: int
) -> None:
    reply = client.get(API + "train?until=300", headers={"Last-Event-ID": seen})
    assert reply.status_code == status
    assert reply.headers["cache-control"] == "no-store"


def test_a_run_is_computed_once_and_stops_with_its_last_listener(live: Live) -> None:
    compute = live.app.state.service.compute
    with stream(live.port, FAR + "2") as first:
        next(events(first))
        with stream(live.port, FAR + "2") as second:
            next(events(second))
            assert len(compute._tasks) == 1
            assert len(next(iter(compute._tasks.values())).waiting) == 2
        wait_until(lambda: len(next(iter(compute._tasks.values())).waiting) == 1)
        next(events(first))
    wait_until(lambda: not compute._tasks)


def test_what_was_run_is_kept(live: Live) -> None:
    with stream(live.port, FAR + "3") as reply:
        for _, _, data in events(reply):
            if data["iteration"] > 2000:
                break
    with stream(live.port, FAR + "3") as reply:
        assert next(events(reply))[2]["iteration"] >= 2000


def test_a_reply_nobody_waits_for_is_dropped(live: Live) -> None:
    compute = live.app.state.service.compute
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=20)
    connection.request("GET", API + "trace?hidden=8,8&m=200&iteration=100000&seed=4")
    wait_until(lambda: compute._tasks)
    connection.close()
    wait_until(lambda: not compute._tasks)


def test_health_and_others_are_answered_meanwhile(live: Live) -> None:
    """The largest allowed run for each of eight; a generous bound, the goal is 50 ms."""
    stop = threading.Event()

    def ask(seed: int) -> None:
        with stream(live.port, FAR + str(100 + seed)) as reply:
            for _ in events(reply):
                if stop.is_set():
                    break

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    compute = live.app.state.service.compute
    wait_until(lambda: len(compute._tasks) == 8)
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=20)
    slowest = 0.0
    for k in range(20):
        start = time.monotonic()
        connection.request("GET", "/healthz")
        assert json.loads(connection.getresponse().read())["status"] == "ok"
        slowest = max(slowest, time.monotonic() - start)
        connection.request("GET", API + f"trace?iteration={k}&seed=9")
        assert connection.getresponse().read()
    connection.close()
    stop.set()
    for thread in threads:
        thread.join()
    assert slowest < 2


def test_too_much_at_once_is_put_off(live: Live) -> None:
    service = live.app.state.service
    wait_until(lambda: not service.compute._tasks)
    most, service.compute.queue_length = service.compute.queue_length, 1
    try:
        with stream(live.port, FAR + "5") as reply:
            next(events(reply))
            for route in (FAR + "6", "trace?iteration=90000&hidden=8&seed=6"):
                with stream(live.port, route) as refused:
                    assert refused.status == 503
                    assert int(refused.headers["Retry-After"]) > 0
                    assert refused.headers["Content-Type"] == "application/problem+json"
    finally:
        service.compute.queue_length = most


def test_a_stream_ends_when_the_server_is_told_to_stop() -> None:
    with running("--port", "0") as (process, url):
        with stream(int(url.rsplit(":", 1)[1]), FAR + "7") as reply:
            told = events(reply)
            next(told)
            start = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert {kind for kind, _, _ in told} <= {"progress"}
            process.wait(timeout=20)
            assert time.monotonic() - start < 10  # well under one on a quiet machine
        assert process.returncode in (0, -signal.SIGTERM)
