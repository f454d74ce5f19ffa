"""Sizes are refused from the integers alone: at once, and without the memory they ask for."""

import os
import resource
import subprocess
import sys
from dataclasses import fields

import pytest
from starlette.testclient import TestClient

from app.engine.spec import Limits
from app.main import create_app
from app.settings import Settings
from app.web.service import SUBJECTS, Service
from tests.web.conftest import API, KEEPS_NOTHING
from tests.web.test_errors import BODIES, QUERIES, is_problem

WIDE = "hidden=128,128,128,128,128,128,128,128&data=digits&m=400"
GIGABYTE = 2**30


@pytest.mark.parametrize(
    ("route", "field"),
    [
        (f"trace?{WIDE}&iteration=100000", "iteration"),  # work
        (f"train?{WIDE}&until=100000", "until"),
        (f"history?{WIDE}&until=100000", "until"),
        (f"trace?{WIDE}", "matrices"),  # numbers in the reply
        ("frames?until=49&m=500&hidden=64", "until"),
        ("frames?until=500", "until"),
        ("frames?start=9&until=3", "until"),
        ("frames?every=0", "every"),
        ("history?until=9&points=2001", "points"),
        ("history?until=9&points=1", "points"),
        ("history", "until"),
        ("train", "until"),
        ("boundary?resolution=201", "resolution"),
        ("boundary?resolution=1", "resolution"),
        ("boundary?digits=0", "digits"),
        ("boundary?data=iris", "data"),
        ("boundary?resolution=200&X=1;2&Y=" + "1;" * 19 + "0", "resolution"),
        ("check?parameter=W3", "parameter"),
        ("slips?step=W1", "step"),
        ("nudge?parameter=dW1", "parameter"),
        ("nudge?parameter=W2&cell=3,0", "cell"),
        ("nudge?cell=0", "cell"),
        ("nudge?cell=0,-1", "cell"),
        ("nudge?delta=0", "delta"),
        ("nudge?delta=x", "delta"),
        ("check?parameter=dW1", "parameter"),
        ("check?cells=9,9", "cells/0"),
        ("check?cells=0,0;0", "cells/1"),
        ("check?cells=" + ";".join(["0,0"] * 65), "cells/64"),
        ("predict", "X_new"),
        ("predict?X_new=1", "X_new"),
        ("predict?X_new=1,2;3", "X_new/1"),
        ("predict?X_new=" + ",".join("1" * 501) + ";" + ",".join("1" * 501), "X_new/0"),
    ],
)
def test_what_is_too_large_or_does_not_fit(client: TestClient, route: str, field: str) -> None:
    problem = is_problem(client.get(API + route))
    assert problem["status"] == 422
    assert problem["errors"][0]["pointer"] == f"#/{field}"


def test_a_large_net_is_still_shown_step_by_step(client: TestClient) -> None:
    assert client.get(API + f"program?{WIDE}").status_code == 200
    assert client.get(API + f"step?{WIDE}&step=dW2").status_code == 200
    assert client.get(API + f"trace?{WIDE}&matrices=dW1,J").status_code == 200


def hostile() -> None:
    """In a process of its own: all hostile input, and what memory is left taken."""
    resource.setrlimit(resource.RLIMIT_AS, (3 * GIGABYTE // 2, 3 * GIGABYTE // 2))

    def resident() -> int:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    headers = {"Content-Type": "application/json"}
    with TestClient(create_app(KEEPS_NOTHING), raise_server_exceptions=False) as client:
        for _ in range(3):
            before = resident()
            for query in QUERIES:
                is_problem(client.get(API + "trace?" + query))
            for body in BODIES:
                is_problem(client.post(API + "specs", content=body, headers=headers))
            client.post(API + "specs", content=b" " * 20_000_000, headers=headers)
        print(resident() - before)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_hostile_input_leaves_no_memory_taken() -> None:
    code = "from tests.web.test_limits import hostile; hostile()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < 8_000_000


def test_every_limit_is_a_setting_and_stands_in_the_catalog(client: TestClient) -> None:
    environ = {f"STEPGRAD_MAX_{field.name.upper()}": "7" for field in fields(Limits)}
    own = [f.name for f in fields(Settings) if f.name not in ("limits", "data_dir")]
    environ |= {f"STEPGRAD_{name.upper()}": "7" for name in own}
    settings = Settings.read(environ)
    names = {*(field.name for field in fields(Limits)), *own}
    assert all(getattr(settings.limits, field.name) == 7 for field in fields(Limits))
    assert all(getattr(settings, name) == 7 for name in own)
    assert names == set(client.get(API + "catalog").json()["limits"])


def test_a_setting_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="STEPGRAD_BODY_BYTES"):
        Settings.read({"STEPGRAD_BODY_BYTES": "much"})


def test_a_lower_limit_holds() -> None:
    settings = Settings.read({"STEPGRAD_MAX_ITERATIONS": "10", "STEPGRAD_DATA_DIR": ":memory:"})
    with TestClient(create_app(settings)) as client:
        assert client.get(API + "trace?iteration=10").status_code == 200
        assert client.get(API + "trace?iteration=11").status_code == 422
        small = client.get(API + "frames?matrices=J")
        assert len(small.json()["frames"]) == 11


def test_large_specs_do_not_pile_up() -> None:
    service = Service(Settings.read({"STEPGRAD_DATA_DIR": ":memory:"}))
    for seed in range(120):
        query = f"hidden={','.join(['128'] * 8)}&seed={seed}"
        service.question(query.encode(), frozenset())
    kept = [subject for subject, _ in service._subjects._entries.values()]
    assert sum(W.nbytes for one in kept for W in one.spec.initial.values()) <= SUBJECTS
    assert kept, "the latest is at hand"
    service.close()
