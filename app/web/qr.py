"""`/qr.svg`: the studio's address of a moment as a QR code, for phones at the back of the room.

A code is believed by whoever scans it, so it holds this server's own address and nothing else: the
query must be one that the studio itself would take.
"""

import io
import re
from collections.abc import Collection

import segno
from starlette.requests import Request
from starlette.responses import Response

from app.web.errors import Refusal
from app.web.service import Service

LONGEST = 1_000
"""Characters of a query: beyond, the code's squares are too small to be read from afar."""
SVG = "image/svg+xml"
BORDER = 4
"""Squares of white round the code, as its standard asks."""
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_QUERY = re.compile(r"[!-~]*")


def show(own_names: Collection[str], request: Request) -> Response:
    """The code of the studio's address with this query, dark on white in every theme."""
    raw: bytes = request.scope["query_string"]
    if len(raw) > LONGEST:
        raise Refusal(413, f"A code holds an address of at most {LONGEST} characters.")
    service: Service = request.app.state.service
    service.question(raw, frozenset(own_names))
    text = raw.decode("latin-1")
    if not _QUERY.fullmatch(text):
        raise Refusal(400, "An address holds no such characters; they are written as %XX.")
    headers = {"Cache-Control": "private, max-age=3600", "Vary": "Host"}
    return Response(picture(origin(request) + (f"/?{text}" if text else "/")), 200, headers, SVG)


def origin(request: Request) -> str:
    """Scheme and host as the browser sees them. Refusal 400 if the host could be none."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        raise Refusal(400, "The Host header names no host.")
    return f"{request.url.scheme}://{host}{request.scope.get('root_path', '')}"


def picture(address: str) -> bytes:
    """An SVG of the code, in the coarsest form that holds the address."""
    code = segno.make_qr(address, error="l", boost_error=True)
    out = io.BytesIO()
    code.save(
        out, kind="svg", border=BORDER, dark="#000", light="#fff", xmldecl=False, omitsize=True,
        svgclass=None, lineclass=None,
    )  # fmt: skip
    return out.getvalue()
