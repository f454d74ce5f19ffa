"""Pages go out as gzip. Traces do not: a float's digits hardly shrink, and packing takes time."""

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.static import accepted


class CompressedPages:
    """ASGI middleware: HTML that comes in one piece, for a client that takes gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        takes = "gzip" in accepted(Headers(scope=scope).get("accept-encoding", ""))
        start: Message = {}

        async def send_compressed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if headers.get("content-type", "").startswith("text/html"):
                    headers.add_vary_header("Accept-Encoding")
                    if takes:
                        start = message  # held back until the length is known
                        return
            elif start:
                if message.get("more_body"):
                    raise RuntimeError("A page is sent in one piece.")
                body = gzip.compress(message["body"], 6, mtime=0)
                headers = MutableHeaders(raw=start["headers"])
                headers["Content-Encoding"], headers["Content-Length"] = "gzip", str(len(body))
                await send(start)
                message = {**message, "body": body}
            await send(message)

        await self.app(scope, receive, send_compressed)
