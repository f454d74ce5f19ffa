"""Addresses and specs: query text to the values of a spec, and a spec to its canonical query."""

import re
from collections.abc import Callable, Iterable, Sequence

from app.engine.fields import BY_NAME
from app.engine.spec import Limits, Spec
from app.web import query
from app.web.errors import invalid

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")


def values(fields: Iterable[tuple[str, str]]) -> dict[str, object]:
    """The values that texts stand for, by the kind of their field, ready for `Spec.of`.

    A text that is no number where one is expected stays a text, and an unknown field stays too:
    `Spec.of` refuses both. Refusal for a field given twice, and for a name that could be none.
    """
    found: dict[str, object] = {}
    for name, text in fields:
        field = BY_NAME.get(name)
        query.once(found, name, field is not None)
        check_name(name)
        found[name] = _READ[field.kind](text) if field else text
    return found


def check_name(name: str) -> None:
    """Refusal 422 for what cannot be the name of a field, and so is not repeated in a reply."""
    if not _NAME.fullmatch(name):
        raise invalid("#", "This is no name of a field; /api/v1/catalog lists all fields.")


def parse(text: str, limits: Limits) -> Spec:
    """The spec of a query that holds nothing else."""
    return Spec.of(values(query.pieces(text.encode(), len(text.encode()))), limits)


def canonical(spec: Spec) -> str:
    """The one query of a spec: fields in the table's order, defaults left out."""
    return "&".join(
        f"{name}={_WRITE[BY_NAME[name].kind](value)}" for name, value in spec.given().items()
    )


# --- reading ---


def _number(text: str) -> object:
    value = query.number(text)
    return text if value is None else value


def _row(text: str) -> list[object]:
    return [_number(entry) for entry in text.split(",")]


def matrix(text: str) -> list[list[object]]:
    """Rows of numbers; an entry that is none stays a text."""
    return [_row(row) for row in text.split(";")]


def _column(text: str) -> object:
    """Rows, or all entries in one row."""
    return matrix(text) if ";" in text else _row(text)


_READ: dict[str, Callable[[str], object]] = {
    "integer": _number,
    "number": _number,
    "flag": str,
    "matrix": matrix,
    "column": _column,
    "choice": str,
    "choices": str,
    "sizes": str,
}

# --- writing ---


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value).replace("e+", "e")


def _list(value: object) -> str:
    """Sizes, or an activation for each layer; one name when all agree."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return _plain(value)
    if len(value) > 1 and isinstance(value[0], str) and len(set(value)) == 1:
        return str(value[0])
    return ",".join(map(_plain, value)) or "none"


def _rows(value: object) -> str:
    assert isinstance(value, Sequence)
    return ";".join(",".join(map(_plain, row)) for row in value)


def _entries(value: object) -> str:
    """A column as one row of entries."""
    assert isinstance(value, Sequence)
    return ",".join(_plain(row[0] if isinstance(row, Sequence) else row) for row in value)


_WRITE = {
    "integer": _plain,
    "number": _plain,
    "flag": _plain,
    "choice": _plain,
    "choices": _list,
    "sizes": _list,
    "matrix": _rows,
    "column": _entries,
}
