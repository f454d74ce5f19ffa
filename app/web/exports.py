"""The files of a run: what each one counts, and how it is written.

A .json or .npz made here opens the same run again: both carry `spec`, every field of the spec as
`Spec.of` and POST specs take it, and `iteration`. In the .json, which is the trace, they are keys
of the object; in the .npz, arrays (see `app.exports.tables.npz`).
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from app.engine.optimizers import OPTIMIZERS
from app.engine.trace import trace
from app.exports.notebook import notebook
from app.exports.script import NUMPY, script
from app.exports.source import Source, file_name
from app.exports.tables import npz, table
from app.exports.torch_script import TORCH
from app.web.answers import Body, chosen, fits, iteration_of, size, trace_body, work
from app.web.encode import JSON
from app.web.errors import invalid
from app.web.identity import ENGINE
from app.web.service import Answer, File, Question, Service

LANGUAGES = {"numpy": NUMPY, "torch": TORCH}
MAKER = f"Stepgrad {ENGINE} with NumPy {np.__version__}"
AS_TEXT = 20
"""A number takes so many times as long to write by Python as in JSON."""

Parts = Iterable[str] | Iterable[bytes]


class Kind(NamedTuple):
    """A kind of file: how its name ends, its media type, and how long a number takes."""

    ending: str
    media: str
    cost: int = 1


SCRIPT = Kind(".py", "text/x-python; charset=utf-8", AS_TEXT)
NOTEBOOK = Kind(".ipynb", "application/x-ipynb+json", AS_TEXT)
NUMBERS = Kind(".npz", "application/octet-stream")
TABLE = Kind(".csv", "text/csv; charset=utf-8; header=present", AS_TEXT)
TRACE = Kind(".json", JSON)


def answer_script(service: Service, question: Question) -> Answer:
    """A script of the displayed lines, or of PyTorch's."""
    framework = question.own.get("framework", "numpy")
    if framework not in LANGUAGES:
        raise invalid("#/framework", f"{' or '.join(LANGUAGES)} is expected.")
    kind = SCRIPT if framework == "numpy" else SCRIPT._replace(ending=f"-{framework}.py")
    count = _fits_in_python(service, question)
    return _file(
        service, question, kind, count, framework, lambda of: script(of, LANGUAGES[framework])
    )


def answer_notebook(service: Service, question: Question) -> Answer:
    """A notebook with a cell for each step."""
    return _file(service, question, NOTEBOOK, _fits_in_python(service, question), "", notebook)


def answer_npz(service: Service, question: Question) -> Answer:
    """The matrices for `np.load`."""
    names, count = _matrices(service, question)
    return _file(service, question, NUMBERS, count, ",".join(names), lambda of: [npz(of, names)])


def answer_csv(service: Service, question: Question) -> Answer:
    """The matrices for a spreadsheet."""
    names, count = _matrices(service, question)
    return _file(service, question, TABLE, count, ",".join(names), lambda of: table(of, names))


def answer_json(service: Service, question: Question) -> Answer:
    """The trace."""
    names, count = _matrices(service, question)
    subject = question.subject

    def write(of: Source) -> Parts:
        return [trace_body(subject, of.trace, subject.all_steps, names)]

    return _file(service, question, TRACE, count, ",".join(names), write)


def _fits_in_python(service: Service, question: Question) -> int:
    """The numbers of the data, of θ and of θ0."""
    spec = question.subject.spec
    memories = len(OPTIMIZERS[spec.optimizer].memories)
    held = spec.X.size + spec.Y.size + spec.parameters * (2 + memories)
    return fits(service, held, "hidden", "take fewer examples or smaller layers")


def _matrices(service: Service, question: Question) -> tuple[tuple[str, ...], int]:
    """The matrices asked for, and how many numbers they hold."""
    names = chosen(question, question.subject)
    return names, fits(
        service, size(question.subject, names), "matrices", "name fewer by matrices="
    )


def _file(
    service: Service,
    question: Question,
    kind: Kind,
    count: int,
    own: str,
    write: Callable[[Source], Parts],
) -> Answer:
    subject = question.subject
    k = iteration_of(service, question)
    name = file_name(subject.spec, k, kind.ending)

    def make() -> Body:
        of = Source(trace(subject.spec, k, service.runs), subject.query, name, MAKER)
        yield
        body = bytearray()
        for part in write(of):
            body += part if isinstance(part, bytes) else part.encode()
            yield
        return bytes(body)

    cost = work(subject, kind.cost * count)
    return Answer(f"{k}&{own}", k, cost, make, File(kind.media, name))
