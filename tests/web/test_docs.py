"""The OpenAPI document says all that the server does, and /docs shows it from here alone."""

import re

import pytest
from starlette.testclient import TestClient

from app.engine.fields import FIELDS
from tests.web.conftest import API

SPEC_ROUTES = (
    "trace", "step", "program", "history", "frames", "boundary", "check", "slips",
    "nudge", "predict", "figure",
    "export.py", "export.ipynb", "export.npz", "export.csv", "export.json",
    "train",
)  # fmt: skip


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict:
    return client.get("/openapi.json").json()


@pytest.mark.parametrize("route", SPEC_ROUTES)
def test_every_field_is_declared_with_its_range_help_and_example(
    document: dict, route: str
) -> None:
    declared = {p["name"]: p for p in document["paths"][API + route]["get"]["parameters"]}
    for field in FIELDS:
        parameter = declared[field.name]
        schema = parameter["schema"]
        assert field.help in parameter["description"]
        assert parameter["required"] is False
        assert schema["examples"]
        if field.kind in ("integer", "number"):
            assert (schema["minimum"], schema["maximum"]) == (field.minimum, field.maximum)
        if field.kind == "choice":
            assert schema["enum"] == [value for value, _, _ in field.choices]


@pytest.mark.parametrize("route", SPEC_ROUTES)
def test_the_examples_are_good_ones(client: TestClient, document: dict, route: str) -> None:
    need = {"history": "until=3", "train": "until=3", "predict": "X_new=1;2"}.get(route, "")
    for parameter in document["paths"][API + route]["get"]["parameters"]:
        name, examples = parameter["name"], parameter["schema"].get("examples", [])
        if name in ("X", "Y", "X_new", "Last-Event-ID", "cells") or name[0] in "Wb":
            continue  # good only beside others
        for example in examples:
            text = str(example).lower() if isinstance(example, bool) else example
            query = f"{name}={text}" if name in need else f"{need}&{name}={text}"
            reply = client.get(f"{API}{route}?{query}")
            assert reply.status_code == 200, (query, reply.text)


def test_every_error_is_declared_as_a_problem(document: dict) -> None:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            errors = {s: r for s, r in operation["responses"].items() if s >= "400"}
            expected = {"405", "500"}
            if path.startswith(API) and path.split("/")[3] in SPEC_ROUTES:
                expected |= {"400", "404", "413", "422", "503"}
            if method == "post":
                expected |= {"400", "413", "415", "422"}
            if path == API + "specs":
                expected |= {"429"}
            assert expected <= set(errors), path
            for error in errors.values():
                schema = error["content"]["application/problem+json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}


def test_every_reference_leads_somewhere(document: dict) -> None:
    names = set(re.findall(r'"#/components/schemas/(\w+)"', str(document).replace("'", '"')))
    assert names <= set(document["components"]["schemas"])
    assert len(names) > 10


def test_operations_have_names_and_summaries(document: dict) -> None:
    operations = [o for operations in document["paths"].values() for o in operations.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    assert all(operation["summary"] for operation in operations)


def test_the_docs_load_nothing_from_outside(client: TestClient) -> None:
    page = client.get("/docs").text
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(links) >= 3
    for link in links:
        assert link.startswith("/static/")
        assert client.get(link).status_code == 200
    assert "style=" not in page
    assert "<script>" not in page
