"""The tables: every number exact, nothing that a spreadsheet would run."""

import csv
import io

import numpy as np
import orjson
import pytest

from app.engine.spec import Spec
from app.exports.tables import guarded, npz, table
from tests.exports.run import same_bits, source

SPECS = {
    "default": Spec.of({}),
    "batches": Spec.of({"batch": 3, "optimizer": "adam", "output_route": "chain"}),
    "own data": Spec.of({"X": [[1, 2, 3]], "Y": [[0, 0.5, 1e-300]], "b1": [1e100, 0, -0.0, 0.1]}),
    "overflow": Spec.of({"data": "sine", "lr": 1e6, "activation": "identity"}),
}
every_spec = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)


@every_spec
def test_numpy_loads_every_matrix_to_the_last_bit_and_the_run_itself(spec):
    of = source(spec, 8)
    file = npz(of, of.trace.values)
    held = dict(np.load(io.BytesIO(file), allow_pickle=False))
    same_bits(held, of.trace)
    assert held["spec"].dtype == np.uint8
    assert Spec.of(orjson.loads(bytes(held["spec"]))) == spec
    assert held["iteration"] == 8
    assert tuple(held["examples"]) == of.trace.examples
    assert file == npz(of, of.trace.values)  # the same moment is the same file


def test_the_zip_of_an_npz_is_stored_as_it_is():
    """So that a page reads it without unpacking."""
    of = source(SPECS["default"], 0)
    file = npz(of, ["J"])
    assert of.trace.values["J"].tobytes() in file
    assert orjson.dumps(of.spec.fields()) in file


@every_spec
def test_a_table_has_a_row_for_each_entry_with_the_exact_number(spec, count):
    of = source(spec, 8)
    text = "".join(table(of, of.trace.values))
    assert "\n" not in text.replace("\r\n", "")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == ["matrix", "row", "column", "value"]
    held = {name: np.full(array.shape, 0.25) for name, array in of.trace.values.items()}
    for name, row, column, value in rows:
        held[name][int(row), int(column)] = float(value)
    assert len(rows) == sum(array.size for array in held.values())
    for name, array in of.trace.values.items():
        np.testing.assert_array_equal(held[name], array, strict=True)
    count("exact in the exported table", len(rows))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_guarded(text):
    assert guarded(text) == f"'{text}"


def test_other_text_and_negative_numbers_stay():
    assert guarded("W1_next") == "W1_next"
    of = source(SPECS["default"], 0)
    assert float(of.trace.values["W1"].min()) < 0
    assert "'" not in "".join(table(of, of.trace.values))
