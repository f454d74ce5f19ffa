"""What the pages show of a step, as HTML: symbols, sentences with their formulas, shapes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from latex2mathml.converter import convert
from markupsafe import Markup, escape

from app.engine import names
from app.engine.operation import Step

_FORMULA = re.compile(r"\\\((.+?)\\\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_TRANSPOSED = re.compile(r"\{(\w+)\^\{([^{}]+)\}\}\^\{T\}")
_STOP = re.compile(r"[.,:;)’]*")
_LINE = '</p><div class="display">{}{}</div><p>'
_INLINE = Markup('<span class="tied">{}{}</span>')
_MORE = Markup('<details class="more"><summary>{}</summary>{}</details>')
_TALL = (r"\frac", r"\sum")
_BEFORE_MATHML = {
    # MathML has no such variants in every browser; the letters themselves are in the font.
    r"\mathcal{L}": "ℒ",
    r"\mathbf{1}": "𝟏",
}
_NEEDLESS = ' xmlns="http://www.w3.org/1998/Math/MathML" display="inline"'
_ASSIGNED = ("<mi>:</mi><mo>&#x0003D;</mo>", "<mo>:=</mo>")
_UPRIGHT_T = ("<mi>&#x00054;</mi>", '<mi mathvariant="normal">T</mi>')
_KINDS = {"gprime": "g′", "Jac": "Jac"}
_SPOKEN = {"gprime": "slope", "Jac": "Jacobian", "L": "loss of each example", "J": "mean loss"}


@lru_cache(maxsize=1024)
def symbol(name: str) -> Markup:
    """A matrix as people write it: `dW2` is dW raised [2]."""
    kind, layer, suffix = names.split(name)
    if name == "A0":
        return Markup("<i>X</i>")
    if layer is None:
        return Markup("ℒ") if name == "L" else Markup("<i>{}</i>").format(name)
    up = Markup("<sup>[{}]</sup>").format(layer)
    if kind[0] in "mv":
        letter = kind[0] + ("\u0302" if suffix == "hat" else "")
        return Markup("<i>{}</i><sub><i>{}</i></sub>").format(letter, kind[1]) + up
    return Markup("<i>{}</i>").format(_KINDS.get(kind, kind)) + up


def spoken(name: str) -> str:
    """A matrix as people say it: "dW layer 2"."""
    kind, layer, suffix = names.split(name)
    if name == "A0":
        return "the data X"
    words = ["new"] if suffix == "_next" else []
    words.append(_SPOKEN.get(kind, kind))
    return " ".join([*words, *([] if layer is None else [f"layer {layer}"])])


@lru_cache(maxsize=2048)
def formula(tex: str) -> Markup:
    """TeX as MathML."""
    tex = _TRANSPOSED.sub(r"\1^{\2 T}", tex)
    for old, new in _BEFORE_MATHML.items():
        tex = tex.replace(old, new)
    tex = re.sub(r"T\}", r"\\mathrm{T}}", tex)
    made = convert(tex).replace(_NEEDLESS, "").replace(*_UPRIGHT_T)
    return Markup(made.replace(*_ASSIGNED))


def _text(text: str) -> Markup:
    """Plain text with **emphasis**."""
    return Markup(_STRONG.sub(r"<strong>\1</strong>", str(escape(text))))


@lru_cache(maxsize=1024)
def prose(text: str) -> Markup:
    """The argument; what stands after an empty line is an aside, folded under its first words if
    these are **emphasised**.
    """
    first, _, aside = text.partition("\n\n")
    if not aside:
        return _paragraph(first)
    _, title, rest = _STRONG.split(aside, 1) if aside.startswith("**") else ("", "more", aside)
    return _paragraph(first) + _MORE.format(title, _paragraph(rest.strip()))


def _paragraph(text: str) -> Markup:
    r"""Sentences with TeX between \( and \), and the stop or comma that follows it kept with it.

    An equation with a sum or a fraction has a line of its own.
    """
    out: list[Markup] = [Markup("<p>")]
    pieces = _FORMULA.split(text)
    for index in range(0, len(pieces), 2):
        out.append(_text(pieces[index]))
        if index + 1 == len(pieces):
            break
        tex = pieces[index + 1]
        tall = "=" in tex and any(mark in tex for mark in _TALL)
        stop = pieces[index + 2][: _STOP.match(pieces[index + 2]).end()]  # type: ignore[union-attr]
        pieces[index + 2] = pieces[index + 2][len(stop) :]
        out.append(Markup(_LINE if tall else _INLINE).format(formula(tex), stop))
    html = Markup("").join([*out, Markup("</p>")])
    return Markup(html.replace("<p></p>", ""))


@lru_cache(maxsize=256)
def sentence(text: str) -> Markup:
    r"""A heading with TeX between \( and \): no paragraph, no line of its own."""
    pieces = _FORMULA.split(text)
    odd = (formula(piece) if index % 2 else _text(piece) for index, piece in enumerate(pieces))
    return Markup("").join(odd)


_LETTER = re.compile(r"n(\d+)")


def _dim(text: str) -> Markup:
    if text == "m":
        return Markup("<i>m</i>")
    parts = [
        Markup("<i>n</i><sub>{}</sub>").format(match[1])
        if (match := _LETTER.fullmatch(part))
        else Markup("<i>m</i>" if part == "m" else "{}").format(part)
        for part in text.split("*")
    ]
    return Markup(" ").join(parts)


def _pair(dims: tuple[str, str], inner: int | None = None) -> Markup:
    """Letters of a shape; the one at index `inner` is marked."""
    marked = [
        Markup('<b class="inner">{}</b>').format(_dim(dim)) if index == inner else _dim(dim)
        for index, dim in enumerate(dims)
    ]
    return Markup(" × ").join(marked)


class _Term(NamedTuple):
    """A matrix of a right-hand side: the operator before it, Σ if it is summed, its shape."""

    operator: str
    sum: str
    dims: tuple[str, str]


def _terms(step: Step, last: int) -> Iterator[_Term]:
    """The matrices of the right-hand side with what stands before each."""
    before = ""
    for token in step.equation:
        name = token.removesuffix(".T")
        ones = token == "1" and before.endswith("·")
        if name not in step.reads and not ones:
            before += token
            continue
        rows, columns = ("m", "1") if ones else names.dims(name, last)
        dims = (columns, rows) if token.endswith(".T") else (rows, _shown(step, columns))
        operator, total = (re.search(mark, before) for mark in ("[·⊙+−/]", "Σ[ₖᵢ]?"))
        yield _Term(operator[0] if operator else "", total[0] if total else "", dims)
        before = ""


def _shown(step: Step, columns: str) -> str:
    """Columns as the shapes give them: what goes block by block is given for one example."""
    if step.operation.pattern != "blocks":
        return columns
    return columns.removesuffix("m").removesuffix("*") or "1"


def _before(term: _Term, first: bool) -> str:
    """What is written before a shape; nothing stands for the product of matrices."""
    operator = "" if first or term.operator == "·" else term.operator
    return "".join(f"{part} " for part in (operator, term.sum) if part)


def shapes(step: Step, last: int) -> Markup:
    """The shapes of an equation in letters, what must agree in a product marked."""
    terms = list(_terms(step, last))
    product = step.operation.pattern in ("row-column", "row-column-bias", "row-sum", "blocks")
    out = EACH if step.operation.pattern == "blocks" else Markup("")
    for index, term in enumerate(terms):
        follows = product and index + 1 < len(terms) and terms[index + 1].operator == "·"
        inner = 1 if follows else 0 if product and term.operator == "·" else None
        shape = _INLINE.format("(", _pair(term.dims, inner) + ")")
        out += Markup("{}{} ").format(_before(term, not index), shape)
    rows, columns = names.dims(step.writes, last)
    return out + _INLINE.format("→ ", _pair((rows, _shown(step, columns))))


EACH = Markup("for each <i>i</i>: ")


def in_numbers(step: Step, layers: tuple[int, ...], m: int) -> str:
    """The same in numbers: (3 × 8) (8 × 4) → 3 × 4."""

    def size(text: str) -> int:
        out = 1
        for part in text.split("*"):
            out *= m if part == "m" else layers[int(part[1:])] if part[0] == "n" else int(part)
        return out

    last = len(layers) - 1
    terms = [
        f"{_before(term, not index)}({size(term.dims[0])} × {size(term.dims[1])})"
        for index, term in enumerate(_terms(step, last))
    ]
    rows, columns = names.dims(step.writes, last)
    each = "for each i: " if step.operation.pattern == "blocks" else ""
    return f"{each}{' '.join(terms)} → {size(rows)} × {size(_shown(step, columns))}"


def letters(step: Step, last: int) -> tuple[str, str]:
    """The letters by which the sentences call the row and the column of a cell, "" for none."""
    rows, columns = names.dims(step.writes, last)
    pattern = step.operation.pattern
    transposed = bool(step.equation) and step.equation[0].endswith(".T")
    row = "k" if pattern == "column" or transposed or "Y" in step.reads else "j"
    if rows == "1":
        row = ""
    return row, "i" if columns == "m" else "k" if columns[0] == "n" and "*" not in columns else ""


def notes(step: Step) -> tuple[str, ...]:
    """Small print under the shapes."""
    pattern = step.operation.pattern
    if pattern == "row-sum":
        return ("The shape of b itself.",)
    if pattern == "blocks":
        return ("The m results stand side by side.",)
    if pattern != "row-column" or step.equation[0].endswith(".T"):
        return ()
    return ("Shapes rule products out; they never prove one right.",)
