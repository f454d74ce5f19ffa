"""Is the server up, is it ready?"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app import __version__
from app.web.service import Service

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="The server answers")
async def healthz() -> dict[str, str]:
    return {"status": "ok", "version": __version__}


@router.get("/readyz", summary="Saved specs can be read", responses={503: {"description": "No"}})
async def readyz(request: Request) -> Response:
    service: Service = request.app.state.service
    ready = service.store.ready()
    body = {"status": "ok" if ready else "failed", "store": "ok" if ready else "failed"}
    return JSONResponse(body, 200 if ready else 503)
