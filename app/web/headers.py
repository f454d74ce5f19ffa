"""Security headers by kind of route: only /embed may be framed, nothing loads from outside."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]

_NOTHING = "default-src 'none'; frame-ancestors 'none'"
_OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "frame-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
)
_ISOLATED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_ANY_FRAME = {"Cross-Origin-Resource-Policy": "cross-origin"}
# In a sandboxed frame the origin is "null": modules, fonts and data are fetched with CORS.
_PUBLIC = {"Access-Control-Allow-Origin": "*", **_ANY_FRAME}

_KINDS: dict[str, dict[str, str]] = {
    "page": {"Content-Security-Policy": _OWN + "frame-ancestors 'none'", **_ISOLATED},
    # A deck opened from a file is matched by no wildcard, hence `file:`.
    "embed": {
        "Content-Security-Policy": _OWN + "frame-ancestors * file:",
        "Cross-Origin-Embedder-Policy": "require-corp",
        **_ANY_FRAME,
    },
    "api": {"Content-Security-Policy": _NOTHING, **_PUBLIC},
    # A worker stands in a page that embeds only what allows it, so it must promise the same.
    "static": {
        "Content-Security-Policy": _NOTHING,
        "Cross-Origin-Embedder-Policy": "require-corp",
        **_PUBLIC,
    },
}
_ALL = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_TLS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}
_API_PATHS = ("/api/", "/healthz", "/readyz", "/openapi.json")


def raw(headers: dict[str, str]) -> Headers:
    """Header names and values as ASGI sends them."""
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_PLAIN = {kind: raw({**_ALL, **own}) for kind, own in _KINDS.items()}
_SECURE = {kind: headers + raw(_TLS) for kind, headers in _PLAIN.items()}


def kind(path: str) -> str:
    """The kind of route a path belongs to: page, embed, api or static."""
    if path.startswith(_API_PATHS):
        return "api"
    if path.startswith("/static/"):
        return "static"
    if path == "/embed" or path.startswith("/embed/"):
        return "embed"
    return "page"


def headers_for(scope: Scope) -> Headers:
    """The security headers of the reply to this request."""
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    return (_SECURE if scope.get("scheme") == "https" else _PLAIN)[kind(path)]


def secured(scope: Scope, send: Send) -> Send:
    """`send`, adding them; what a route has set itself stays as it is."""
    extra = headers_for(scope)

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *extra]
        await send(message)

    return send_with_headers


class SecurityHeaders:
    """ASGI middleware that adds them to every reply."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        http = scope["type"] == "http"
        await self.app(scope, receive, secured(scope, send) if http else send)
