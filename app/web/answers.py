"""What each GET of a spec answers: its own parameters read, its cost told, its body made."""

from collections.abc import Generator, Iterable
from typing import Any

from app.engine.trace import HistoryBuilder, Nonfinite, Trace, points, trace
from app.web import query
from app.web.encode import Subject, dumps, number, numbers
from app.web.errors import invalid
from app.web.service import Answer, Question, Service

Body = Generator[None, None, bytes]
READABLE = 4
"""The readable program costs about so many times the fast one."""
PER_NUMBER = 30
"""Multiply-adds that take as long as writing one number."""


def iteration_of(
    service: Service, question: Question, name: str = "iteration", default: int = 0
) -> int:
    """The iteration asked for, refused if the run to it is longer than allowed."""
    limits = service.settings.limits
    text = question.own.get(name)
    value = default if text is None else query.integer(name, text, 0, limits.iterations)
    limits.check_iteration(question.subject.spec, value, name)
    return value


def whole(question: Question, name: str, minimum: int, maximum: int, default: int) -> int:
    """A whole number among the route's own parameters."""
    text = question.own.get(name)
    return default if text is None else query.integer(name, text, minimum, maximum)


def chosen(question: Question, subject: Subject) -> tuple[str, ...]:
    """The matrices asked for, in the program's order; all by default."""
    text = question.own.get("matrices")
    if text is None:
        return subject.names
    wanted = set(text.split(","))
    if not wanted <= set(subject.names):
        raise invalid(
            "#/matrices",
            "Names with commas between are expected, out of " + ",".join(subject.names),
        )
    return tuple(name for name in subject.names if name in wanted)


def size(subject: Subject, names: Iterable[str]) -> int:
    """How many numbers the matrices hold."""
    return subject.size if names is subject.names else subject.numbers(names)


def fits(service: Service, count: int, field: str, remedy: str) -> int:
    """`count`, unless a reply cannot hold so many numbers: then Refusal 422 at `field`."""
    most = service.settings.limits.reply_numbers
    if count > most:
        raise invalid(
            f"#/{field}",
            f"The reply would hold {count} numbers, at most {most} are allowed: {remedy}.",
        )
    return count


def work(subject: Subject, count: int, passes: int = 1) -> float:
    """Multiply-adds of `passes` readable passes and of writing `count` numbers, about."""
    return READABLE * subject.spec.work * passes + PER_NUMBER * count


def nonfinite(found: Nonfinite | None) -> dict[str, Any] | None:
    """Where a run first was not finite."""
    if found is None:
        return None
    return {"iteration": found.iteration, "step": found.step, "cell": found.cell}


def trace_body(subject: Subject, found: Trace, steps: object, names: tuple[str, ...]) -> bytes:
    """A trace with these of its steps and matrices."""
    values = found.values
    if names is not subject.names:
        values = {name: values[name] for name in names}
    shown = {
        **subject.head,
        "m": len(found.examples),
        "examples": found.examples,
        "scalars": found.scalars,
        "iteration": found.iteration,
        "status": found.status,
        "nonfinite": nonfinite(found.nonfinite),
        "J": number(found.J),
        "accuracy": found.accuracy,
        "steps": steps,
        "matrices": subject.matrices(values, found.nonfinite is None),
    }
    return dumps(shown)


def answer_trace(service: Service, question: Question) -> Answer:
    """The whole iteration."""
    subject = question.subject
    k = iteration_of(service, question)
    names = chosen(question, subject)
    shown = "" if names is subject.names else ",".join(names)
    remedy = "name fewer by matrices=, or ask for one step"
    count = fits(service, size(subject, names), "matrices", remedy)

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        return trace_body(subject, found, subject.all_steps, names)

    return Answer(f"{k}&{shown}", k, work(subject, count), make)


def answer_step(service: Service, question: Question) -> Answer:
    """One step with what it reads and writes."""
    subject = question.subject
    k = iteration_of(service, question)
    name = step_of(question) or subject.program.steps[0].writes
    step = subject.program.by_name[name]
    names = (*step.reads, name)
    count = fits(service, size(subject, names), "step", "take fewer examples or units")

    def make() -> Body:
        found = trace(subject.spec, k, service.runs)
        yield
        return trace_body(subject, found, [subject.steps[name]], names)

    return Answer(f"{k}&{name}", k, work(subject, count), make)


def step_of(question: Question) -> str | None:
    """The step asked for. Refusal 422 for a name that no step writes."""
    name = question.own.get("step")
    steps = question.subject.program.by_name
    if name is not None and name not in steps:
        raise invalid("#/step", "The name of a step is expected: " + ", ".join(steps))
    return name


def answer_program(service: Service, question: Question) -> Answer:
    """The steps and shapes of every iteration, without values."""
    subject = question.subject

    def make() -> Body:
        matrices = {
            name: {"shape": subject.shapes[name], "dims": subject.dims[name]}
            for name in subject.names
        }
        yield
        return dumps(
            {**subject.head, "m": subject.m, "steps": subject.all_steps, "matrices": matrices}
        )

    return Answer("", 0, 0, make)


def answer_history(service: Service, question: Question) -> Answer:
    """J, accuracy and the size of the gradients along a run."""
    subject, spec = question.subject, question.subject.spec
    if "until" not in question.own:
        raise invalid("#/until", "until is expected: the last iteration shown.")
    until = iteration_of(service, question, "until")
    count = whole(question, "points", 2, service.settings.points, 200)

    def make() -> Body:
        builder = HistoryBuilder(spec)
        for k in points(until, count):
            builder.add(trace(spec, k, service.runs))
            yield
        found = builder.history
        return dumps(
            {
                **subject.head,
                "iterations": found.iterations,
                "J": numbers(found.J),
                "accuracy": found.accuracy,
                "gradient_norm": {layer: numbers(v) for layer, v in found.gradient_norm.items()},
                "dz_rms": {layer: numbers(v) for layer, v in found.dz_rms.items()},
                "off": found.off,
                "status": found.status,
                "nonfinite": nonfinite(found.nonfinite),
            }
        )

    passes = min(count, until + 1)
    return Answer(f"{until}&{count}", until, work(subject, 8 * passes, passes), make)


def _frame(k: int, found: Trace, names: tuple[str, ...]) -> dict[str, Any]:
    """One iteration of `frames`."""
    values = {name: found.values[name] for name in names}
    return {
        "iteration": k,
        "status": found.status,
        "J": number(found.J),
        "accuracy": found.accuracy,
        "matrices": values
        if found.nonfinite is None
        else {name: numbers(value) for name, value in values.items()},
    }


def answer_frames(service: Service, question: Question) -> Answer:
    """Chosen matrices over several iterations."""
    subject, spec = question.subject, question.subject.spec
    start = iteration_of(service, question, "start")
    limits, most = service.settings.limits, service.settings.frames
    every = whole(question, "every", 1, limits.iterations, 1)
    last = min(start + 49, limits.iterations, limits.work // spec.work)
    until = iteration_of(service, question, "until", max(start, last))
    names = chosen(question, subject)
    iterations = range(start, until + 1, every)
    if not 1 <= len(iterations) <= most:
        raise invalid(
            "#/until", f"From start to until, 1 to {most} iterations are expected, found"
            f" {len(iterations)}; a larger every takes fewer."
        )  # fmt: skip
    remedy = "name fewer by matrices=, or ask for fewer iterations"
    count = fits(service, size(subject, names) * len(iterations), "until", remedy)

    def make() -> Body:
        frames = []
        for k in iterations:
            frames.append(_frame(k, trace(spec, k, service.runs), names))
            yield
        shapes = {name: subject.shapes[name] for name in names}
        return dumps(
            {**subject.head, "iterations": list(iterations), "shapes": shapes, "frames": frames}
        )

    own = f"{start}&{until}&{every}&{','.join(names)}"
    return Answer(own, until, work(subject, count, len(iterations)), make)
