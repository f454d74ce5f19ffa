"""JSON Schemas of what goes in and out, for the OpenAPI document."""

from typing import Any

from app.engine.fields import FIELDS, Field
from app.engine.operation import PATTERNS

Schema = dict[str, Any]

INTEGER: Schema = {"type": "integer"}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {
    "description": "A number; what JSON cannot write is a string.",
    "anyOf": [{"type": "number"}, {"enum": ["NaN", "Infinity", "-Infinity"]}],
}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def rows(entry: Schema) -> Schema:
    return {"type": "array", "items": entry}


def record(**properties: Schema) -> Schema:
    """An object with all of these keys."""
    return {"type": "object", "required": list(properties), "properties": properties}


def named(value: Schema) -> Schema:
    """An object with a value under each of many names."""
    return {"type": "object", "additionalProperties": value}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


EVENTS: Schema = {
    "itemSchema": {
        "type": "object",
        "properties": {
            "id": {"type": "string", "description": "the iteration"},
            "event": {"enum": ["progress", "done", "problem"]},
            "data": {"type": "string", "contentMediaType": "application/json"},
        },
    }
}

# --- the spec ---

_EXAMPLES = {"hidden": "4,4", "activation": "relu", "X": "0,0,1,1;0,1,0,1", "Y": "0,1,1,0"}
_NUMBER = r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]+)?"


def of_field(field: Field, in_address: bool) -> Schema:
    """A field's schema, as text of an address or as a value in JSON."""
    names = [value for value, _, _ in field.choices]
    bounds = {"minimum": field.minimum, "maximum": field.maximum}
    row = {"type": "array", "items": {"type": "number", **bounds}}
    schema: Schema = {
        "integer": {"type": "integer", **bounds},
        "number": {"type": "number", **bounds},
        "flag": FLAG,
        "choice": {"enum": names},
        "choices": {
            "type": "string",
            "pattern": f"^(?:{'|'.join(names)})(?:,(?:{'|'.join(names)}))*$",
        },
        "sizes": {"type": "string", "pattern": "^(?:none|[0-9]{1,9}(?:,[0-9]{1,9})*)?$"},
        "matrix": {"type": "string", "pattern": f"^{_NUMBER}(?:[,;]{_NUMBER})*$"},
        "column": {"type": "string", "pattern": f"^{_NUMBER}(?:[,;]{_NUMBER})*$"},
    }[field.kind]
    if not in_address:
        whole = {"type": "integer", **bounds}
        lists = {
            "choices": {"anyOf": [schema, rows({"enum": names})]},
            "sizes": {"anyOf": [schema, rows(whole)]},
            "matrix": rows(row),
            "column": {"anyOf": [row, rows(row)]},
        }
        schema = lists.get(field.kind, schema)
    return schema if field.default is None else {**schema, "default": _default(field)}


def _default(field: Field) -> object:
    return ",".join(map(str, field.default)) if isinstance(field.default, tuple) else field.default


def example(field: Field) -> str:
    """A text that an address may have for the field."""
    if field.kind == "matrix" or field.kind == "column":
        return _EXAMPLES.get(field.name, "0.5,-0.25")
    default = _default(field) if field.default is not None else None
    text = _EXAMPLES.get(field.name, default)
    if text is None:
        text = field.choices[0][0] if field.choices else f"{field.minimum:g}"
    return str(text).lower() if isinstance(text, bool) else str(text)


SPEC: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        field.name: {**of_field(field, False), "title": field.label, "description": field.help}
        for field in FIELDS
    },
}

# --- replies ---

HEAD = {"format": INTEGER, "engine": TEXT, "query": TEXT}
_SUBJECT = {**HEAD, "spec": ref("Spec"), "layers": rows(INTEGER), "activations": rows(TEXT)}
_SHAPE = {"type": "array", "items": INTEGER, "minItems": 2, "maxItems": 2}
_STATUS: Schema = {"enum": ["ok", "diverged"]}
_MATRIX = {"shape": _SHAPE, "dims": rows(TEXT)}
_GRID = rows(rows(NUMBER))
_TRACE = {
    **_SUBJECT,
    "m": INTEGER,
    "examples": rows(INTEGER),
    "scalars": named({"type": "number"}),
    "iteration": INTEGER,
    "status": _STATUS,
    "nonfinite": nullable(ref("Nonfinite")),
    "J": NUMBER,
    "accuracy": nullable({"type": "number"}),
    "steps": rows(ref("Step")),
    "matrices": named(record(**_MATRIX, values=_GRID)),
}
_STEP = {
    "index": INTEGER,
    "phase": {"enum": ["forward", "loss", "backward", "update"]},
    "layer": nullable(INTEGER),
    "writes": TEXT,
    "operation": TEXT,
    "reads": rows(TEXT),
    "tex": TEXT,
    "code": TEXT,
    "why": TEXT,
    "pattern": {"enum": list(PATTERNS)},
    "title": TEXT,
    "ask": TEXT,
    "equation": rows(TEXT),
}
_FRAME = {
    "iteration": INTEGER,
    "status": _STATUS,
    "J": NUMBER,
    "accuracy": nullable({"type": "number"}),
    "matrices": named(_GRID),
}
_LIMITS = named({"type": "number"})
_FIELD = {
    "name": TEXT,
    "label": TEXT,
    "help": TEXT,
    "type": TEXT,
    "default": {},
    "min": nullable({"type": "number"}),
    "max": nullable({"type": "number"}),
    "choices": rows(record(value=TEXT, label=TEXT, help=TEXT)),
}
_OPERATION = {name: TEXT for name in ("name", "phase", "pattern", "tex", "code", "why")}
_SLIP = {"id": TEXT, "label": TEXT, "why": TEXT}
_ENTRY: Schema = {
    "description": "As typed: -0.50, 1/3, 2e-3. It is right to the digits given, so best as text. "
    "A comma is a decimal comma; nothing (or null) is a cell left out.",
    "type": ["string", "number", "null"],
}
_PROBLEM = {"type": TEXT, "title": TEXT, "status": INTEGER, "detail": TEXT}

SCHEMAS: dict[str, Schema] = {
    "Spec": SPEC,
    "Step": record(**_STEP),
    "Nonfinite": record(iteration=INTEGER, step=TEXT, cell=_SHAPE),
    "Trace": record(**_TRACE),
    "Program": record(
        **_SUBJECT, m=INTEGER, steps=rows(ref("Step")), matrices=named(record(**_MATRIX))
    ),
    "History": record(
        **_SUBJECT,
        iterations=rows(INTEGER),
        J=rows(NUMBER),
        accuracy=rows(nullable({"type": "number"})),
        gradient_norm=named(rows(NUMBER)),
        dz_rms=named(rows(NUMBER)),
        off=named(rows({"type": "number"})),
        status=_STATUS,
        nonfinite=nullable(ref("Nonfinite")),
    ),
    "Frames": record(
        **_SUBJECT, iterations=rows(INTEGER), shapes=named(_SHAPE), frames=rows(record(**_FRAME))
    ),
    "Boundary": record(
        **_SUBJECT, iteration=INTEGER, x=rows(NUMBER), y=rows(NUMBER), values=rows(_GRID),
        names=rows(TEXT),
    ),
    "Check": record(
        **_SUBJECT, iteration=INTEGER, parameter=TEXT, of=TEXT, cells=rows(_SHAPE),
        analytic=rows(NUMBER), numeric=rows(NUMBER), kink=rows(FLAG), agrees=rows(FLAG),
        h=rows(NUMBER),
    ),
    "Slips": record(
        **_SUBJECT, iteration=INTEGER, step=TEXT, code=TEXT,
        slips=rows(record(id=TEXT, label=TEXT, code=TEXT, why=TEXT, error=nullable(TEXT),
                          shape=rows(INTEGER), same=FLAG, values=nullable(_GRID))),
    ),
    "Nudge": record(
        **_SUBJECT, iteration=INTEGER, parameter=TEXT, cell=_SHAPE, value=NUMBER, slope=NUMBER,
        J=NUMBER, J_after=NUMBER, deltas=rows({"type": "number"}), Js=rows(NUMBER),
    ),
    "Predict": record(
        **_SUBJECT, iteration=INTEGER, matrices=named(record(**_MATRIX, values=_GRID))
    ),
    "Figure": record(**_SUBJECT, iteration=INTEGER, data=rows({"type": "object"}),
                     layout={"type": "object"}),
    "Catalog": record(
        **HEAD, limits=_LIMITS, fields=rows(record(**_FIELD)),
        operations=rows(record(**_OPERATION)), patterns=named(TEXT),
    ),
    "Answer": {
        **record(matrix=TEXT, values=rows(rows(_ENTRY))),
        "additionalProperties": False,
        "properties": {"spec": ref("Spec"), "id": TEXT, "iteration": INTEGER, "matrix": TEXT,
                       "values": rows(rows(_ENTRY))},
        "not": {"required": ["spec", "id"]},
        "example": {"matrix": "db2", "values": [["0.08"], ["-0.1"], [""]]},
    },
    "Comparison": record(
        **HEAD, iteration=INTEGER, matrix=TEXT, shape=_SHAPE, right=rows(rows(FLAG)),
        blank=rows(rows(FLAG)), coarse=rows(rows(FLAG)), digits=rows(rows(nullable(INTEGER))),
        score=record(right=INTEGER, of=INTEGER), undecided=nullable(TEXT),
        slips=rows(record(**_SLIP, step=TEXT, code=TEXT, everywhere=FLAG)),
        untold=rows(record(**_SLIP)),
    ),
    "Saved": record(format=INTEGER, engine=TEXT, id=TEXT, query=TEXT, spec=ref("Spec")),
    "File": TEXT,
    "Notebook": record(cells=rows({"type": "object"}), metadata={"type": "object"},
                       nbformat={"const": 4}, nbformat_minor={"const": 5}),
    "Problem": record(**_PROBLEM, errors=rows(record(pointer=TEXT, detail=TEXT))),
}  # fmt: skip
