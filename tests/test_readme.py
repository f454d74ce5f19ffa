"""The README tells the truth: its example, its addresses, its table of limits."""

import re
from dataclasses import fields
from itertools import islice

import numpy as np
import orjson
import pytest
from starlette.testclient import TestClient

from app.engine.activations import elementwise
from app.engine.slipped import run, updated_early
from app.engine.spec import Limits
from app.engine.trace import trace
from app.engine.training import Runs
from app.main import create_app
from app.paths import STATIC
from app.settings import Settings
from app.web.gallery import CASES
from app.web.numbers import FILES
from app.web.pages import PANELS
from app.web.presets import PRESETS
from app.web.questions import QUESTIONS
from app.web.tour import STATIONS

ROOT = STATIC.parent
README = (ROOT / "README.md").read_text()
ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/[^'\"\s]*)")


@pytest.fixture(scope="module")
def client():
    with TestClient(create_app()) as client:
        yield client


def matrix(text: str) -> list[list[float]]:
    return [[float(entry) for entry in row.split(",")] for row in text.split(";")]


def test_every_number_of_the_example_by_hand(client):
    section = README.split("## An iteration by hand")[1].split("\n## ")[0]
    (address,) = re.findall(r"^    /(\?\S+)$", section, re.MULTILINE)
    rows = re.findall(r"^\| `(\w+)` \|.*\| `([^`]+)` \|$", section, re.MULTILINE)
    trace = orjson.loads(client.get("/api/v1/trace" + address).content)
    assert [name for name, _ in rows] == [step["writes"] for step in trace["steps"]]
    for name, text in rows:
        assert trace["matrices"][name]["values"] == matrix(text), name


@pytest.mark.parametrize("path", sorted(set(ADDRESS.findall(README)) - {"/", "/api/v1/specs"}))
def test_every_address_answers(client, path):
    assert client.get(path).status_code == 200


def test_the_spec_it_posts_is_saved(client):
    (body,) = re.findall(r"-d '([^']+)'", README)
    reply = client.post("/api/v1/specs", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 201


def test_its_values_are_those_of_the_catalog(client):
    fields = {field["name"]: field for field in client.get("/api/v1/catalog").json()["fields"]}
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| (.+) \|.*\|$", README, re.MULTILINE)
    checked = set()
    for names, text in rows:
        name = names.split("`")[1]
        if name in fields and fields[name].get("choices"):
            values = [choice["value"] for choice in fields[name]["choices"]]
            found = re.findall(r"`([^`]+)`", text.split(";")[0] if name == "init" else text)
            assert " ".join(found).split() == [v for v in values if v != "custom"], name
            checked.add(name)
    assert checked >= {"data", "activation", "output", "loss", "init", "optimizer", "average"}


def test_the_table_of_limits_is_complete_and_true():
    section = README.split("## Limits")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| ([\d ]+) \|", section, re.MULTILINE)
    table = {name: int(value.replace(" ", "")) for name, value in rows}
    settings, limits = Settings(), Limits()
    numbers = {f.name.upper(): getattr(settings, f.name) for f in fields(Settings)}
    expected = {
        name: int(value) for name, value in numbers.items() if isinstance(value, int | float)
    }
    expected |= {f"MAX_{f.name.upper()}": getattr(limits, f.name) for f in fields(Limits)}
    assert table == expected


def test_what_it_says_of_teaching():
    section = README.split("## To teach with")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([A-Z][^|]+) \| ", section, re.MULTILINE)
    assert rows == [preset.label for preset in PRESETS]
    anchors = re.findall(r"/questions#(\w+)", section)
    assert set(anchors) <= {question.slug for question in QUESTIONS}
    assert "fifteen" in section and len(QUESTIONS) == 15
    assert "seven moments" in section and len(STATIONS) == 7
    assert f"`{','.join(PANELS)}`" in section


def test_what_it_says_of_own_numbers():
    section = README.split("## Your own numbers")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `export\.(.+?)` \| (.+) \|$", section, re.MULTILINE)
    assert rows == list(FILES)
    assert "six published" in section and len(CASES) == 6
    first = trace(CASES["mazur"].spec, 1, Runs())
    assert f"is {first.J:.9f}:" in section
    early = next(islice(run(updated_early(first.program)), 1, None))
    assert f"The {early['J'][0, 0]:.9f} of" in section


def test_the_activation_it_adds_is_one():
    (code,) = re.findall(r"```python\n(.+?),\n```", README, re.DOTALL)
    activation = eval(code, {"np": np, "elementwise": elementwise})
    z, h = np.linspace(-3, 3, 25).reshape(5, 5), 1e-6
    value, slope = activation.value.run, activation.slope.run
    assert np.allclose(slope(z), (value(z + h) - value(z - h)) / (2 * h), atol=1e-9)
    for operation in (activation.value, activation.slope):
        shown = eval(operation.code.replace("$Z", "z"), {"np": np, "z": z})
        assert shown.tobytes() == operation.run(z).tobytes()


def test_every_make_target_it_names_exists():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`?make (\w+)", README.split("MIT licence")[0]):
        assert target in {"and"} or re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_picture_is_there_and_small():
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).stat().st_size <= 300_000
