"""Saved specs: what is too long for an address gets an id, the same for the same spec."""

import base64
import hashlib
from typing import Any

import orjson
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from app.engine.fields import BY_NAME
from app.engine.spec import Limits, Problem, Spec, SpecError
from app.web.address import check_name
from app.web.body import parse_json, read_body
from app.web.encode import JSON, dumps
from app.web.errors import invalid
from app.web.identity import ENGINE, FORMAT
from app.web.service import Service

ID_LENGTH = 22


def canonical_json(spec: Spec) -> bytes:
    """The one JSON text of a spec: every field that applies, keys sorted."""
    return orjson.dumps(spec.fields(), option=orjson.OPT_SORT_KEYS)


def id_of(text: bytes) -> str:
    """The id of a spec's canonical JSON."""
    return base64.urlsafe_b64encode(hashlib.sha256(text).digest()).decode()[:ID_LENGTH]


async def save(request: Request) -> Response:
    """Save a spec; the same one again is the same."""
    service: Service = request.app.state.service
    service.saving.take()
    body = await read_body(request, service.settings.body_bytes)
    # Matrices of a megabyte take a while, and the event loop must not wait.
    id, text = await to_thread.run_sync(_keep, service, body)
    headers = {"Location": f"{request.url.path}/{id}", "Cache-Control": "no-store"}
    return Response(_body(id, text), 201, headers, JSON)


def _keep(service: Service, body: bytes) -> tuple[str, bytes]:
    """Check the spec of a body and save it: its id, its canonical JSON."""
    text = canonical_json(spec_of(parse_json(body), service.settings.limits))
    id = id_of(text)
    service.store.save(id, text.decode())
    return id, text


def spec_of(values: object, limits: Limits) -> Spec:
    """The spec of a JSON object. Refusal or SpecError for what is none."""
    if not isinstance(values, dict):
        raise invalid("#", "An object with the fields of a spec is expected.")
    for name in values:
        check_name(name)
    empty = [name for name in BY_NAME if values.get(name, "") is None]
    if empty:
        detail = "expected a value; leave the field out for its default"
        raise SpecError(*(Problem(f"#/{name}", detail) for name in empty))
    return Spec.of(values, limits)


async def find(request: Request) -> Response:
    """A saved spec."""
    service: Service = request.app.state.service
    id = request.path_params["id"]
    text = service.saved(id).encode()
    # Its content is its name, so it never changes; only the engine's name in it may.
    return Response(_body(id, text), 200, {"Cache-Control": "public, no-cache"}, JSON)


def _body(id: str, text: bytes) -> bytes:
    reply: dict[str, Any] = {
        "format": FORMAT,
        "engine": ENGINE,
        "id": id,
        "query": f"spec={id}",
        "spec": orjson.Fragment(text),
    }
    return dumps(reply)
