"""Pages go out packed; the replies of the API pack themselves (cache.py)."""

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.static import choose, compressed

LARGE = 200_000
"""Bytes that take so long to pack that the event loop must not wait for it."""
LEVEL = 5


class CompressedPages:
    """ASGI middleware: HTML that comes in one piece, for a client that takes either."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        coding = choose(Headers(scope=scope).get("accept-encoding", ""))
        start: Message = {}

        async def send_compressed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if headers.get("content-type", "").startswith("text/html"):
                    headers.add_vary_header("Accept-Encoding")
                    if coding:
                        start = message  # held back until the length is known
                        return
            elif start:
                if message.get("more_body"):
                    raise RuntimeError("A page is sent in one piece.")
                body = message["body"]
                if len(body) > LARGE:
                    body = await to_thread.run_sync(compressed, body, coding, LEVEL)
                else:
                    body = compressed(body, coding, LEVEL)
                headers = MutableHeaders(raw=start["headers"])
                headers["Content-Encoding"], headers["Content-Length"] = coding, str(len(body))
                await send(start)
                message = {**message, "body": body}
            await send(message)

        await self.app(scope, receive, send_compressed)
