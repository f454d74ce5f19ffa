"""Is the server up, is it ready?"""

from fastapi import APIRouter
from starlette.requests import Request

from app import __version__
from app.web.errors import Refusal
from app.web.routes import problems
from app.web.service import Service

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="The server answers", responses=problems(405, 500))
async def healthz() -> dict[str, str]:
    return {"status": "ok", "version": __version__}


@router.get("/readyz", summary="Saved specs can be read", responses=problems(405, 500, 503))
async def readyz(request: Request) -> dict[str, str]:
    service: Service = request.app.state.service
    if not service.store.ready():
        raise Refusal(
            503, "The store of saved specs does not answer.", headers={"Retry-After": "5"}
        )
    return {"status": "ok", "store": "ok"}
