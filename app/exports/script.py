"""A run as a plain Python script: its data, its parameters and the displayed lines of its program.

In NumPy it gives every matrix of the trace bit for bit, on the machine and with the NumPy that made
it. What another library says otherwise is a `Language`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.exports.literals import assign
from app.exports.source import PHASES, Source

Lines = Iterator[str]
DATA_TITLE = "The data: A0 is X, and a column is an example"
FROM_START = "--from-start"
ONE_THREAD = 50_000
"""Multiply-adds from which BLAS may share out a product among threads, which moves last bits."""
FILE = 70
"""Columns up to what a command does."""
CODE = 48
"""Columns up to the shapes, which longer lines push on."""


@dataclass(frozen=True)
class Language:
    """What a script says in the words of one library. `lines` are those of one iteration."""

    library: str
    imports: Callable[[Source], Lines]
    array: str
    zeros: str
    columns: str
    lines: Callable[[Source], Lines]
    J: str
    share: str


def script(of: Source, language: Language) -> Lines:
    """The script, piece by piece."""
    yield "\n".join((*_head(of), *language.imports(of), ""))
    yield f"\n# --- {DATA_TITLE} ---\n"
    yield from data(of, language.array)
    yield "\n".join(("", *of.settings(), ""))
    yield f"\n# --- {of.state_title} ---\n"
    yield from state(of, language.array)
    if of.iteration:
        yield from _from_start(of, language)
    yield "\n".join(("", *_iterations(of, language), ""))
    yield "\n".join(("", *result(of, language), ""))


def _head(of: Source) -> Lines:
    yield f'"""Iteration {of.iteration} of a small neural network, one equation after the other.'
    yield ""
    yield f"    python {of.name}".ljust(FILE) + f"the pass of iteration {of.iteration}"
    if of.iteration:
        yield f"    python {of.name} {FROM_START}".ljust(FILE) + "after training from the start"
    yield ""
    yield "The same in the browser, below the address of the server:"
    yield of.address
    yield from filter(None, [of.stopped])
    yield f"Made by {of.maker}."
    yield '"""'
    yield ""
    yield "# The spec, which determines the whole run:"
    yield from (f"#   {line}" for line in of.told())
    yield ""
    if of.iteration:
        yield "import sys"
        yield ""


def data(of: Source, array: str) -> Lines:
    """X and Y: those of every iteration, or those that the batches are taken from."""
    X, Y = ("X_all", "Y_all") if of.spec.batch else ("A0", "Y")
    yield assign(X, array, of.spec.X)
    yield assign(Y, array, of.spec.Y)


def state(of: Source, array: str) -> Lines:
    """θ of the iteration."""
    for name in of.state:
        yield assign(name, array, of.trace.values[name])


def _from_start(of: Source, language: Language) -> Lines:
    """The choice of where to start, and θ of iteration 0."""
    yield f"start = {of.iteration}\n"
    yield f'\nif "{FROM_START}" in sys.argv:  # before the first update\n    start = 0\n'
    for name in of.state:
        if name in of.spec.initial:
            yield assign(name, language.array, of.spec.initial[name], "    ")
        else:
            yield f"    {name} = {language.zeros}({of.trace.values[name].shape})\n"


def _iterations(of: Source, language: Language) -> Lines:
    """One pass, or a loop that makes it last."""
    indent = ""
    if of.iteration:
        indent = "    "
        yield f"for iteration in range(start, {of.iteration + 1}):"
        yield "    if iteration > start:  # what the last update wrote is read now"
        yield from (indent * 2 + line for line in of.handed_over())
    else:
        yield "iteration = 0"
    for line in (*batch(of, language.columns), *language.lines(of)):
        yield indent + line if line else ""


def batch(of: Source, columns: str) -> Lines:
    """What depends on the iteration: the number of the update, and the batch, if they count."""
    spec, size = of.spec, of.spec.batch
    if "t" in of.named:
        yield "t = iteration + 1  # the number of this update"
    if size:
        yield ""
        yield "# The batch: each epoch takes the examples in an order of its own."
        yield f"epoch, place = divmod(iteration, {-(-spec.m // size)})"
        yield f"seeds = np.random.SeedSequence([{spec.seed}, 1, epoch])"
        yield f"order = np.random.Generator(np.random.PCG64(seeds)).permutation({spec.m})"
        yield f"examples = order[{size} * place : {size} * (place + 1)]"
        yield f"A0 = {columns.format('X_all')}"
        yield f"Y = {columns.format('Y_all')}"
        yield "m = len(examples)"


def result(of: Source, language: Language) -> Lines:
    """What is printed: J, and the accuracy if the data have one."""
    A = f"A{of.last}"
    right = {
        "one-hot": f"({A}.argmax(0) == Y.argmax(0))",
        "binary": f"(({A} > 0.5) == (Y > 0.5))",
    }.get(of.spec.truth)
    yield f'print(f"iteration {{iteration}}: J = {{{language.J}}}")  # {of.trace.J!r}'
    if right:
        yield f'print(f"accuracy {{{right}{language.share}}}")  # {of.trace.accuracy!r}'


def with_shapes(of: Source, lines: Iterable[tuple[str, str]]) -> Lines:
    """Lines of code by what they write, each with the shape of that."""
    for name, code in lines:
        yield f"{code.ljust(CODE)}  # {of.shape(name)}"


# --- NumPy ---


def _numpy_imports(of: Source) -> Lines:
    layers = of.spec.layers
    largest = of.spec.m * max(n * k for n, k in zip(layers, layers[1:], strict=False))
    if largest > ONE_THREAD:
        yield "import os"
        yield ""
        yield "# On one thread a large sum has one order, and so the same last digit everywhere."
        yield 'os.environ["OPENBLAS_NUM_THREADS"] = "1"'
        yield ""
    yield "import numpy as np"
    yield ""
    yield 'np.seterr(all="ignore")  # what overflows shows in the numbers: inf, nan'


def _numpy_lines(of: Source) -> Lines:
    """The displayed lines, verbatim."""
    for phase, steps in of.phases():
        yield ""
        yield f"# {PHASES[phase]}"
        yield from with_shapes(of, [(step.writes, step.code) for step in steps])


NUMPY = Language(
    library="NumPy",
    imports=_numpy_imports,
    array="np.array",
    zeros="np.zeros",
    columns="{}.take(examples, 1)",
    lines=_numpy_lines,
    J="J[0, 0]",
    share=".mean()",
)
