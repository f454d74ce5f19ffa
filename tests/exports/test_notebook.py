"""The notebook: valid, a cell for each step with its words, and the trace's numbers when run."""

import nbformat
import pytest
from nbclient import NotebookClient

from app.engine.spec import Spec
from app.engine.trace import trace
from app.exports.notebook import notebook
from tests.exports.run import RUNS, run, same_bits, source

SPECS = {
    "default": Spec.of({}),
    "batches": Spec.of({"data": "iris", "m": 7, "batch": 3, "optimizer": "adam", "l2": 0.5}),
    "own data": Spec.of({"X": [[1, 2, 3]], "Y": [[0, 0.5, 1e-300]], "hidden": "none"}),
    "overflow": Spec.of({"data": "sine", "lr": 1e6, "activation": "identity"}),
}


def read(spec: Spec, k: int) -> nbformat.NotebookNode:
    book = nbformat.reads("".join(notebook(source(spec, k))), as_version=4)
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    return book


def code(book: nbformat.NotebookNode) -> str:
    """All code, in order."""
    return "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_run_from_the_top_it_has_the_trace_to_the_last_bit(spec, count):
    found = trace(spec, 7, RUNS)
    scope = run(code(read(spec, 7)))
    count("bit for bit with the exported notebook", same_bits(scope, found))
    assert f"J = {found.J}" in scope["printed"]


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_each_step_has_its_title_formula_reason_line_and_heatmaps(spec):
    cells = {cell.id: cell for cell in read(spec, 2).cells}
    steps = trace(spec, 2, RUNS).program.steps
    assert [id for id in cells if id in {step.writes for step in steps}] == [
        step.writes for step in steps
    ]
    for step in steps:
        shown = ", ".join(f'"{name}"' for name in (*step.reads, step.writes))
        assert cells[step.writes].source == f"{step.code}\nshow({shown})"
        words = cells[f"{step.writes}-why"].source
        assert words.startswith(f"### {step.title}\n\n$$ {step.tex} $$\n")
        assert "\\(" not in words
        assert words.count("$") % 2 == 0


def test_the_last_cell_leads_on_to_the_next_iteration():
    spec = SPECS["batches"]
    book = read(spec, 2)
    lead = book.cells[-1].source.replace("# ", "")
    begin = next(i for i, cell in enumerate(book.cells) if cell.id == "batch")
    again = "\n".join(cell.source for cell in book.cells[begin:-1] if cell.cell_type == "code")
    scope = run("\n".join((code(book), lead, again)))
    assert scope["iteration"] == 3
    assert scope["J"] == pytest.approx(trace(spec, 3, RUNS).values["J"], rel=1e-12)


def test_a_kernel_runs_it_and_draws_a_heatmap_for_every_step(tmp_path, monkeypatch):
    for folder in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(folder, str(tmp_path))
    spec = SPECS["default"]
    book = read(spec, 3)
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    found = trace(spec, 3, RUNS)
    for cell in book.cells:
        if cell.id in found.program.by_name:
            (output,) = cell.outputs
            (*_, heatmap) = output.data["application/vnd.plotly.v1+json"]["data"]
            assert (heatmap["type"], heatmap["name"]) == ("heatmap", cell.id)
