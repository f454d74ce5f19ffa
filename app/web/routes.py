"""The routes of the API, with their place in the OpenAPI document."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from app.settings import Settings
from app.web import answers, compare, exports, probes, published, replay, specs, stream, whatif
from app.web.catalog import show_catalog
from app.web.encode import JSON
from app.web.errors import MEDIA_TYPE
from app.web.parameters import parameters
from app.web.reply import Prepare, reply
from app.web.schemas import EVENTS, ref

Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]
PREFIX = "/api/v1"


class HandRoute(APIRoute):
    """A route that reads its request by hand: parsing so many query fields by a model would cost
    more than the reply itself. FastAPI keeps its address and its place in the document.
    """

    def get_route_handler(self) -> Endpoint:
        return self.endpoint


@dataclass(frozen=True)
class SpecRoute:
    """A GET about a spec: its own parameters, and the schema of its reply."""

    path: str
    summary: str
    prepare: Prepare
    schema: str
    own: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    media: str = JSON
    """Of a file its media type; then the schema is that of a text or of bytes."""


SPEC_ROUTES = (
    SpecRoute("trace", "The whole iteration", answers.answer_trace, "Trace",
              ("iteration", "matrices")),
    SpecRoute("step", "One step with what it reads and writes", answers.answer_step, "Trace",
              ("iteration", "step")),
    SpecRoute("program", "The steps and shapes of every iteration, without values",
              answers.answer_program, "Program"),
    SpecRoute("history", "J, accuracy and the size of the gradients along a run",
              answers.answer_history, "History", ("until", "points"), ("until",)),
    SpecRoute("frames", "Chosen matrices over several iterations", answers.answer_frames,
              "Frames", ("start", "until", "every", "matrices")),
    SpecRoute("boundary", "What a net of two inputs says over the plane",
              probes.answer_boundary, "Boundary", ("iteration", "resolution", "digits")),
    SpecRoute("check", "Entries of a gradient beside finite differences", probes.answer_check,
              "Check", ("iteration", "parameter", "cells")),
    SpecRoute("slips", "Tempting wrong lines of a step, with what NumPy makes of them",
              whatif.answer_slips, "Slips", ("iteration", "step")),
    SpecRoute("nudge", "J along one weight or bias, beside the slope found",
              whatif.answer_nudge, "Nudge", ("iteration", "parameter", "cell", "delta")),
    SpecRoute("predict", "A forward pass on new inputs", probes.answer_predict, "Predict",
              ("iteration", "X_new"), ("X_new",)),
    SpecRoute("figure", "One step as a Plotly figure", probes.answer_figure, "Figure",
              ("iteration", "step")),
    SpecRoute("export.py", "The iteration as a script of NumPy or PyTorch",
              exports.answer_script, "File", ("iteration", "framework"),
              media=exports.SCRIPT.media),
    SpecRoute("export.ipynb", "The iteration as a Jupyter notebook", exports.answer_notebook,
              "Notebook", ("iteration",), media=exports.NOTEBOOK.media),
    SpecRoute("export.npz", "The matrices for NumPy, with the spec", exports.answer_npz,
              "File", ("iteration", "matrices"), media=exports.NUMBERS.media),
    SpecRoute("export.csv", "The matrices as a table, a row for each entry", exports.answer_csv,
              "File", ("iteration", "matrices"), media=exports.TABLE.media),
    SpecRoute("export.json", "The trace as a file", exports.answer_json, "Trace",
              ("iteration", "matrices")),
    SpecRoute("export.html", "One file that replays iterations with no server",
              replay.answer_replay, "File", ("start", "until", "iteration", "step"),
              media="text/html"),
)  # fmt: skip


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Error replies as the document has them."""
    content = {MEDIA_TYPE: {"schema": ref("Problem")}}
    return {s: {"description": HTTPStatus(s).phrase, "content": content} for s in statuses}


def api(settings: Settings) -> APIRouter:
    """All routes of the API, with these settings in their documentation."""
    router = APIRouter(prefix=PREFIX, route_class=HandRoute)
    for route in SPEC_ROUTES:
        _add_spec_route(router, route, settings)
    _add_train(router, settings)
    _add_compare(router)
    _add_specs(router)
    _add_catalog(router)
    _add_schema(router)
    return router


def _endpoint(route: SpecRoute) -> Endpoint:
    own = frozenset(route.own)

    async def answer(request: Request) -> Response:
        return await reply(request, route.prepare, own)

    return answer


def _add_spec_route(router: APIRouter, route: SpecRoute, settings: Settings) -> None:
    router.add_api_route(
        f"/{route.path}",
        _endpoint(route),
        operation_id=route.path,
        summary=route.summary,
        tags=["runs"],
        response_model=None,
        responses={
            200: _body(route.schema, route.media),
            304: {"description": "What the client has is still so"},
            **problems(400, 404, 405, 413, 422, 500, 503),
        },
        openapi_extra={"parameters": parameters(settings, route.own, route.required)},
    )


def _add_train(router: APIRouter, settings: Settings) -> None:
    seen = {
        "name": "Last-Event-ID", "in": "header", "required": False, "schema": {"type": "string"},
        "description": "the last iteration seen; 204 if that is the last one there is",
    }  # fmt: skip
    router.add_api_route(
        "/train",
        stream.train,
        operation_id="train",
        summary="A run as server-sent events: progress, then done or problem",
        tags=["runs"],
        response_model=None,
        responses={
            200: {"description": "Events", "content": {"text/event-stream": EVENTS}},
            204: {"description": "The client has seen the end"},
            **problems(400, 404, 405, 413, 422, 500, 503),
        },
        openapi_extra={"parameters": [*parameters(settings, ("until",), ("until",)), seen]},
    )


def _add_compare(router: APIRouter) -> None:
    router.add_api_route(
        "/compare",
        compare.compare,
        methods=["POST"],
        operation_id="compare",
        summary="Your own matrix beside the run: cells right or wrong, and the likely slip",
        tags=["runs"],
        response_model=None,
        responses={200: _json("Comparison"), **problems(400, 404, 405, 413, 415, 422, 500, 503)},
        openapi_extra={
            "requestBody": {"required": True, "content": {JSON: {"schema": ref("Answer")}}}
        },
    )


def _add_specs(router: APIRouter) -> None:
    body = {"required": True, "content": {JSON: {"schema": ref("Spec"), "example": {"lr": 0.1}}}}
    router.add_api_route(
        "/specs",
        specs.save,
        methods=["POST"],
        status_code=201,
        operation_id="save",
        summary="Save a spec that is too long for an address",
        tags=["specs"],
        response_model=None,
        responses={201: _json("Saved"), **problems(400, 405, 413, 415, 422, 429, 500)},
        openapi_extra={"requestBody": body},
    )
    id = {"name": "id", "in": "path", "required": True, "description": "as POST specs gave it",
          "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"}}  # fmt: skip
    router.add_api_route(
        "/specs/{id}",
        specs.find,
        operation_id="saved",
        summary="A saved spec",
        tags=["specs"],
        response_model=None,
        responses={200: _json("Saved"), **problems(404, 405, 500)},
        openapi_extra={"parameters": [id]},
    )


def _add_catalog(router: APIRouter) -> None:
    router.add_api_route(
        "/catalog",
        show_catalog,
        operation_id="catalog",
        summary="Every field with its range and choices, the limits, the operations",
        tags=["specs"],
        response_model=None,
        responses={
            200: _json("Catalog"),
            304: {"description": "What the client has is still so"},
            **problems(405, 422, 500),
        },
    )


def _add_schema(router: APIRouter) -> None:
    router.add_api_route(
        published.PATH,
        published.show_schema,
        operation_id="schema",
        summary="The JSON Schema of a trace, draft 2020-12",
        tags=["specs"],
        response_model=None,
        responses={
            200: {"description": "JSON Schema", "content": {published.MEDIA: {}}},
            304: {"description": "What the client has is still so"},
            **problems(405, 422, 500),
        },
    )


def _json(schema: str) -> dict[str, Any]:
    return _body(schema, JSON)


def _body(schema: str, media: str) -> dict[str, Any]:
    return {"description": schema, "content": {media: {"schema": ref(schema)}}}
