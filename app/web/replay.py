"""`export.html`: chosen iterations in one file that replays them with no server.

The file is the studio with nothing that would ask: our modules as one script, the styles and the
font beside the numbers, under a policy that lets run what is in it and nothing else.
"""

import base64
import hashlib
import re
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from app import __version__
from app.engine import names
from app.engine.fields import BY_NAME
from app.engine.trace import Trace, trace
from app.exports.replay import Numbers
from app.paths import STATIC, TEMPLATES
from app.web.answers import Body, fits, iteration_of, nonfinite, step_of, work
from app.web.bundle import bundle
from app.web.encode import Subject, dumps, number
from app.web.errors import invalid
from app.web.explained import parts
from app.web.service import Answer, File, Question, Service
from app.web.static import VERSION, shipped
from app.web.templates import render

SHEETS = ("tokens", "base", "studio", "tape", "explain", "ledger", "map", "stage", "motion",
          "small", "embed", "replay")  # fmt: skip
TWINS = {
    "js/api.js": "js/replay/api.js",
    "js/address.js": "js/replay/address.js",
    "js/explain/asked.js": "js/replay/none.js",
    "js/explain/check.js": "js/replay/none.js",
    "js/explain/slips.js": "js/replay/none.js",
    "js/explain/nudge.js": "js/replay/none.js",
}
"""Modules that ask the server, lead to it or read the address, and what stands in for them."""
NOTICES = ("plotly/LICENSE", "plotly/LICENSES-bundled.txt", "fonts/OFL.txt")
"""Licences that go with what the file holds of others."""
MOST = 50
"""Iterations where the address does not say until when."""
ASSEMBLING = 10_000_000
"""Multiply-adds that take as long as putting the file together."""
_FONT = re.compile(r"""url\("\.\./([^"]+)"\)""")


def answer_replay(service: Service, question: Question) -> Answer:
    """Iterations from `start` to `until`, or `iteration` alone, as one page."""
    subject, own = question.subject, question.own
    if "start" in own or "until" in own:
        start = iteration_of(service, question, "start")
        last = min(start + MOST - 1, service.settings.limits.iterations)
        until = iteration_of(service, question, "until", max(start, last))
        opens = iteration_of(service, question, "iteration", start)
    else:
        start = until = opens = iteration_of(service, question)
    held = range(start, until + 1)
    if not 1 <= len(held) <= service.settings.frames:
        raise invalid(
            "#/until", f"From start to until, 1 to {service.settings.frames} iterations are"
            f" expected, found {len(held)}."
        )  # fmt: skip
    if opens not in held:
        raise invalid("#/iteration", f"An iteration from {start} to {until} is expected, since the"
                      " file opens there.")  # fmt: skip
    step = step_of(question)
    remedy = "ask for fewer iterations, or take fewer examples or units"
    count = fits(service, subject.size * len(held), "until", remedy)

    def make() -> Body:
        found = []
        for k in held:
            one = trace(subject.spec, k, service.runs)
            end = one.nonfinite.iteration if one.nonfinite else None
            found.append(one if end in (None, k) else trace(subject.spec, end, service.runs))
            yield
            if end is not None:
                break
        _shell()
        yield
        return _page(subject, service, found, opens, step)

    name = f"stepgrad-{'-'.join(map(str, subject.spec.layers))}-iterations-{start}-{until}.html"
    cost = work(subject, count, len(held)) + ASSEMBLING
    own_key = f"{start}&{until}&{opens}&{step}&{_edition()}"
    return Answer(own_key, until, cost, make, File("text/html; charset=utf-8", name))


def _page(
    subject: Subject, service: Service, found: list[Trace], opens: int, step: str | None
) -> bytes:
    """The file of these iterations, opened at one of them."""
    steps = subject.program.steps
    first, last = found[0].iteration, found[-1].iteration
    opens = min(max(opens, first), last)
    index = [one.writes for one in steps].index(step) if step else 0
    opening = f"iteration={opens}" + (f"&step={step}" if step else "")
    values = parts(subject, service.settings.limits, index, 2 if step else 1)
    # What would ask the server for another net, or for other lines, is left out.
    quiet = [{**one, "slips": False, "switches": []} for one in values["explained"]]
    which = f"iteration {first}" if first == last else f"iterations {first} to {last}"
    page = {
        **values,
        **_shell()._asdict(),
        "explained": quiet,
        "iteration": opens,
        "beat": 2 if step else 1,
        "query": "&".join(filter(None, (subject.query, opening))),
        "version": __version__,
        "which": which,
        "words": _words(subject, values["activations"]),
        "held": Markup(_held(subject, found, opening).replace(b"<", b"\\u003c").decode()),
    }
    return render("replay.html", page).encode()


def _words(subject: Subject, activations: list[str]) -> str:
    """A spec in a line."""
    spec = subject.spec
    data = next(label for value, label, _ in BY_NAME["data"].choices if value == spec.data)
    said = ["-".join(map(str, spec.layers)), ", ".join(dict.fromkeys(activations)), data]
    return " · ".join([*said, f"m = {spec.m}", f"α = {spec.lr:g}", spec.optimizer])


def _held(subject: Subject, found: list[Trace], opening: str) -> bytes:
    """The iterations as JSON: what is the same for all once, the numbers by their bits."""
    numbers = Numbers()
    frames = [
        {
            "iteration": one.iteration,
            "status": one.status,
            "nonfinite": nonfinite(one.nonfinite),
            "J": number(one.J),
            "accuracy": one.accuracy,
            "examples": one.examples,
            "scalars": one.scalars,
            "places": [numbers.place(one.values[name]) for name in subject.names],
        }
        for one in found
    ]
    layers = subject.spec.layers
    sizes = {len(one.examples) for one in found}
    shapes = {str(m): {n: names.shape(n, layers, m) for n in subject.names} for m in sizes}
    return dumps(
        {
            "head": subject.head,
            "opening": opening,
            "steps": subject.all_steps,
            "names": subject.names,
            "dims": subject.dims,
            "shapes": shapes,
            "frames": frames,
            "numbers": base64.b64encode(numbers.row).decode(),
        }
    )


class Shell(NamedTuple):
    """What every such file has in it: the policy, styles and scripts as they stand there."""

    policy: str
    head: Markup
    script: Markup
    icon_url: str


@lru_cache
def _shell() -> Shell:
    first = shipped(STATIC / "js/first.js").decode()
    script = bundle("js/replay/main.js", TWINS)
    own = "".join(_sheet(f"css/{name}.css") for name in SHEETS)
    plotly = shipped(STATIC / "vendor/plotly/plotly.css").decode()
    policy = (
        f"default-src 'none'; script-src {_hashes(first, script)}; "
        f"style-src {_hashes(own, plotly)}; img-src data:; font-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )
    # Plotly finds its rules there, and puts in none of its own.
    sheets = f'<style>{own}</style>\n<style id="plotly.js-style-global" class="no-inline-styles">'
    head = f"<script>{first}</script>\n{sheets}{plotly}</style>"
    notices = "\n\n".join((STATIC / "vendor" / name).read_text("utf-8") for name in NOTICES)
    module = (
        f'<script type="text/plain" id="licences">{notices}</script>\n'
        f'<script type="module">{script}</script>'
    )
    return Shell(policy, Markup(head), Markup(module), _data_url("icon.svg", "image/svg+xml"))


def _hashes(*texts: str) -> str:
    """Sources of a policy that allow just these texts."""
    return " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in texts
    )


def _sheet(name: str) -> str:
    """A style sheet with its fonts in it."""
    text = shipped(STATIC / name).decode()
    return _FONT.sub(lambda found: f'url("{_data_url(found[1], "font/woff2")}")', text)


def _data_url(name: str, media: str) -> str:
    return f"data:{media};base64,{base64.b64encode((STATIC / name).read_bytes()).decode()}"


@lru_cache
def _edition() -> str:
    """What changes whenever the file around the numbers does."""
    digest = hashlib.sha256(VERSION.encode())
    for path in sorted(TEMPLATES.glob("*.html")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
