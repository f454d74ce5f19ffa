"""What if: the wrong lines of a step really run, and J along one weight."""

from app.engine.fields import Field
from app.engine.slips import slips_of
from app.engine.trace import trace
from app.engine.values import number as checked
from app.engine.whatif import POINTS, Wrong, nudge, try_slip
from app.web import query
from app.web.answers import Body, iteration_of, step_of, work
from app.web.encode import dumps, number, numbers
from app.web.errors import invalid
from app.web.service import Answer, Question, Service

_DELTA = Field("delta", "number", "δ", "how far the weight moves", 1.0, 1e-9, 1e9)


def answer_slips(service: Service, question: Question) -> Answer:
    """The tempting wrong lines of a step with what NumPy makes of them."""
    subject = question.subject
    k = iteration_of(service, question)
    name = step_of(question) or subject.program.steps[0].writes
    step = subject.program.by_name[name]
    slips = slips_of(step, subject.spec)
    most = service.settings.limits.reply_numbers // max(len(slips), 1)

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        tried = [try_slip(step, slip, found) for slip in slips]
        shown = [_wrong(wrong, most) for wrong in tried]
        head = {**subject.head, "iteration": k, "step": name, "code": step.code}
        yield
        return dumps({**head, "slips": shown})

    largest = max(subject.shapes[one][0] * subject.m for one in (*step.reads, name))
    return Answer(f"{k}&{name}", k, work(subject, len(slips) * largest, 2), make)


def _wrong(wrong: Wrong, most: int) -> dict[str, object]:
    """A slip as JSON; values that are too many for a reply are left out."""
    fits = wrong.value is not None and wrong.value.size <= most
    return {
        "id": wrong.slip.id,
        "label": wrong.slip.label,
        "code": wrong.slip.code,
        "why": wrong.slip.why,
        "error": wrong.error or None,
        "shape": wrong.shape,
        "same": wrong.same,
        "values": numbers(wrong.value) if fits and wrong.value is not None else None,
    }


def answer_nudge(service: Service, question: Question) -> Answer:
    """J as one weight or bias moves, beside the slope that backpropagation found."""
    subject = question.subject
    k = iteration_of(service, question)
    parameter = question.own.get("parameter", "W1")
    cell = _cell(question.own.get("cell", "0,0"))
    text = question.own.get("delta")
    delta = 1.0 if text is None else float(checked(_DELTA, query.number(text), "delta"))

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        moved = nudge(found, parameter, cell, delta)
        yield
        return dumps(
            {
                **subject.head,
                "iteration": k,
                "parameter": parameter,
                "cell": cell,
                "value": number(moved.value),
                "slope": number(moved.slope),
                "J": number(moved.J),
                "J_after": number(moved.Js[-1]),
                "deltas": moved.deltas,
                "Js": numbers(moved.Js),
            }
        )

    own = f"{k}&{parameter}&{cell}&{delta}"
    return Answer(own, k, work(subject, 4 * POINTS, 2 + 2 * POINTS), make)


def _cell(text: str) -> tuple[int, int]:
    """Row and column from `0,1`."""
    both = [query.number(part) for part in text.split(",", 2)]
    whole = [int(part) for part in both if part is not None and 0 <= part == int(part)]
    if len(both) != 2 or len(whole) != 2:
        raise invalid("#/cell", "Row and column of a cell are expected, counted from 0, as in 1,3.")
    return whole[0], whole[1]
