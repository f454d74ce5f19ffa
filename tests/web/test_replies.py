"""The replies, key by key, as the contract has them."""

import orjson
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import API, SPEC_GETS

HEAD = {"format", "engine", "query"}
SUBJECT = HEAD | {"spec", "layers", "activations"}
TRACE = SUBJECT | {
    "m", "examples", "scalars", "iteration", "status", "nonfinite", "J", "accuracy", "steps",
    "matrices",
}  # fmt: skip
KEYS = {
    "trace": TRACE,
    "step": TRACE,
    "program": SUBJECT | {"m", "steps", "matrices"},
    "history": SUBJECT
    | {"iterations", "J", "accuracy", "gradient_norm", "dz_rms", "off", "status", "nonfinite"},
    "frames": SUBJECT | {"iterations", "shapes", "frames"},
    "boundary": SUBJECT | {"iteration", "x", "y", "values", "names"},
    "check": SUBJECT
    | {"iteration", "parameter", "of", "cells", "analytic", "numeric", "kink", "agrees", "h"},
    "slips": SUBJECT | {"iteration", "step", "code", "slips"},
    "nudge": SUBJECT
    | {"iteration", "parameter", "cell", "value", "slope", "J", "J_after", "deltas", "Js"},
    "predict": SUBJECT | {"iteration", "matrices"},
    "figure": SUBJECT | {"iteration", "data", "layout"},
}
STEP = {
    "index", "phase", "layer", "writes", "operation", "reads", "tex", "code", "why", "pattern",
    "title", "ask", "equation",
}  # fmt: skip


def get(client: TestClient, route: str) -> dict:
    reply = client.get(API + route)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/json"
    return orjson.loads(reply.content)


@pytest.mark.parametrize("route", SPEC_GETS)
def test_a_reply_has_just_its_keys(client: TestClient, route: str) -> None:
    reply = get(client, route)
    assert set(reply) == KEYS[route.split("?")[0]]
    assert reply["format"] == 1
    assert reply["query"] == ""
    assert reply["layers"] == [2, 4, 3]


def test_a_trace_holds_everything_read_or_written(client: TestClient) -> None:
    trace = get(client, "trace?hidden=4,4&data=moons&iteration=7&optimizer=adam")
    assert trace["query"] == "data=moons&hidden=4,4&optimizer=adam"
    assert trace["iteration"] == 7
    assert [step["index"] for step in trace["steps"]] == list(range(len(trace["steps"])))
    for step in trace["steps"]:
        assert set(step) == STEP
        assert {step["writes"], *step["reads"]} <= set(trace["matrices"])
    for matrix in trace["matrices"].values():
        rows, columns = matrix["shape"]
        assert [len(row) for row in matrix["values"]] == [columns] * rows
        assert len(matrix["dims"]) == 2
    assert trace["steps"][0]["writes"] == "Z1"
    assert {step["layer"] for step in trace["steps"] if step["phase"] == "loss"} == {None}


def test_a_trace_can_be_cut_down_to_some_matrices(client: TestClient) -> None:
    trace = get(client, "trace?matrices=dZ2,dW2")
    assert set(trace["matrices"]) == {"dW2", "dZ2"}
    assert len(trace["steps"]) > 2


def test_a_step_is_that_one_with_what_it_reads_and_writes(client: TestClient) -> None:
    step = get(client, "step?iteration=2&step=dW2")
    whole = get(client, "trace?iteration=2")
    assert [s["writes"] for s in step["steps"]] == ["dW2"]
    assert set(step["matrices"]) == {"dW2", "dZ2", "A1"}
    for name, matrix in step["matrices"].items():
        assert matrix == whole["matrices"][name]


def test_a_program_is_a_trace_without_values(client: TestClient) -> None:
    program, trace = get(client, "program?l2=1"), get(client, "trace?l2=1")
    assert program["steps"] == trace["steps"]
    for name, matrix in trace["matrices"].items():
        assert program["matrices"][name] == {"shape": matrix["shape"], "dims": matrix["dims"]}


def test_a_history_is_evenly_spaced_and_agrees_with_the_traces(client: TestClient) -> None:
    history = get(client, "history?until=90&points=10")
    assert history["iterations"] == list(range(0, 91, 10))
    assert history["J"][3] == get(client, "trace?iteration=30")["J"]
    assert set(history["gradient_norm"]) == set(history["dz_rms"]) == {"1", "2"}
    assert set(history["off"]) == {"1"}
    assert get(client, "history?until=5")["iterations"] == [0, 1, 2, 3, 4, 5]


def test_frames_are_traces_in_a_row(client: TestClient) -> None:
    frames = get(client, "frames?start=4&until=10&every=3&matrices=W1,dW2")
    assert frames["iterations"] == [4, 7, 10]
    assert frames["shapes"] == {"W1": [4, 2], "dW2": [3, 4]}
    trace = get(client, "trace?iteration=7")
    assert frames["frames"][1]["J"] == trace["J"]
    assert frames["frames"][1]["matrices"]["W1"] == trace["matrices"]["W1"]["values"]
    assert len(get(client, "frames?matrices=J")["frames"]) == 50


def test_a_boundary_says_what_the_net_says(client: TestClient) -> None:
    plane = get(client, "boundary?iteration=9&resolution=7")
    assert plane["x"] == sorted(plane["x"])
    assert plane["y"] == sorted(plane["y"])
    assert len(plane["values"]) == len(plane["names"]) == 3
    point = f"{plane['x'][2]!r};{plane['y'][5]!r}"
    there = get(client, f"predict?iteration=9&X_new={point}")["matrices"]["A2"]["values"]
    said = [grid[5][2] for grid in plane["values"]]
    assert said == pytest.approx([row[0] for row in there])
    rough = get(client, "boundary?iteration=9&resolution=7&digits=2")
    assert [grid[5][2] for grid in rough["values"]] == [round(a, 2) for a in said]


@pytest.mark.parametrize("parameter", ["W1", "b2", "Z1", "A1", "A0", "Z2"])
def test_backpropagation_agrees_with_finite_differences(client: TestClient, parameter: str) -> None:
    check = get(client, f"check?activation=tanh&iteration=3&parameter={parameter}")
    assert check["of"] == ("J" if parameter[0] in "Wb" else "ℒ")
    assert len(check["cells"]) == len(check["agrees"]) >= 3
    assert all(check["agrees"])


def test_the_cells_to_check_can_be_named(client: TestClient) -> None:
    check = get(client, "check?parameter=W1&cells=0,1;3,0")
    assert check["cells"] == [[0, 1], [3, 0]]


def test_a_prediction_on_the_data_is_the_forward_pass(client: TestClient) -> None:
    trace = get(client, "trace?iteration=5")["matrices"]
    X = ";".join(",".join(map(repr, row)) for row in trace["A0"]["values"])
    said = get(client, f"predict?iteration=5&X_new={X}")["matrices"]
    assert list(said) == ["A0", "Z1", "A1", "Z2", "A2"]
    assert said == {name: trace[name] for name in said}


def test_a_figure_is_one_plotly_accepts(client: TestClient) -> None:
    from plotly import graph_objects

    reply = get(client, "figure?step=gprime1&iteration=2")
    figure = graph_objects.Figure(data=reply["data"], layout=reply["layout"])
    values = get(client, "trace?iteration=2")["matrices"]
    assert [heatmap.name for heatmap in figure.data] == ["Z1", "gprime1"]
    for heatmap in reply["data"]:
        assert heatmap["z"] == values[heatmap["name"]]["values"]


def test_the_catalog_tells_every_field_limit_operation_and_pattern(client: TestClient) -> None:
    catalog = get(client, "catalog")
    fields = {field["name"]: field for field in catalog["fields"]}
    assert {"lr", "hidden", "W1", "b9", "input_gradient"} <= set(fields)
    assert fields["lr"]["min"] == 0
    assert fields["lr"]["max"] == 1e6
    assert [choice["value"] for choice in fields["freeze"]["choices"]] == ["none", "biases"]
    assert catalog["limits"]["iterations"] == 100_000
    assert catalog["limits"]["body_bytes"] == 4 * 1024 * 1024
    used = {step["operation"] for step in get(client, "trace?activation=gelu&l2=1")["steps"]}
    assert used <= {operation["name"] for operation in catalog["operations"]}
    assert {o["pattern"] for o in catalog["operations"]} == set(catalog["patterns"])


def test_a_batch_lists_its_examples(client: TestClient) -> None:
    trace = get(client, "trace?batch=3&iteration=2")  # the short last batch of 8
    assert trace["m"] == len(trace["examples"]) == trace["scalars"]["m"] == 2
    assert trace["matrices"]["A0"]["shape"] == [2, 2]


@pytest.mark.parametrize("iteration", [0, 1, 60])
def test_the_moment_of_a_page_and_its_twin_agree(client: TestClient, iteration: int) -> None:
    address = f"data=xor&hidden=2&iteration={iteration}&step=dZ1"
    assert get(client, f"trace?{address}")["iteration"] == iteration
    assert get(client, f"step?{address}")["steps"][0]["writes"] == "dZ1"
