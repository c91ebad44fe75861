"""Who may ask the server: only its own page, by the token in the address, from this machine."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection

from flask import Request, Response, abort

MAX_BODY = 1_000_000  # bytes: a summary is a few thousand
_OWN = ("same-origin", "none")  # none: typed, or opened by another program
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
PAGE_POLICY = _POLICY | {"frame-ancestors": "'none'"}
# The recap as visitors see it: no script at all, and shown within the page only. Without `allow-same-origin` a browser
# would not give it its own style sheets.
PREVIEW_POLICY = _POLICY | {
    "script-src": "'none'",
    "connect-src": "'none'",
    "frame-src": "'none'",
    "frame-ancestors": "'self'",
    "sandbox": "allow-same-origin allow-popups allow-popups-to-escape-sandbox",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # the address holds the token; without any, browsers hide their Origin, too
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def make_token() -> str:
    """A part of an address that nobody guesses."""
    return secrets.token_urlsafe(24)


def find_token(given: str, known: Collection[str]) -> str:
    """The token that was given, if it is one of ours, else ''; how long the comparison takes tells nothing."""
    found = ""
    for token in known:
        if hmac.compare_digest(given.encode(), token.encode()):
            found = token
    return found


def check_request(request: Request, port: int) -> None:
    """End a request that no page of this server makes: 403 for a foreign one, 415 for a form's.

    A foreign Host is a name that somebody made to lead here (DNS rebinding); a foreign Origin is another site's page.
    """
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
    if port == 80:
        hosts |= {"127.0.0.1", "localhost"}
    if request.headers.get("Host", "") not in hosts:
        abort(403, "This address is for this machine only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.headers['Host']}":
        abort(403, "Another site's page asked for this.")
    if request.headers.get("Sec-Fetch-Site", "none") not in _OWN:
        abort(403, "Another site's page asked for this.")
    if request.method not in ("GET", "HEAD", "POST"):
        abort(405, "Only GET and POST are answered.")
    if request.method == "POST" and request.mimetype != "application/json":  # what a foreign form cannot send
        abort(415, "Send application/json.")


def seal(response: Response) -> Response:
    """An answer with the headers that keep it on this page: kept nowhere, framed by nobody else."""
    for name, value in _HEADERS.items():
        response.headers[name] = value
    if "Content-Security-Policy" not in response.headers:
        response.headers["Content-Security-Policy"] = write_policy(PAGE_POLICY)
    return response


def write_policy(policy: dict[str, str]) -> str:
    """A content security policy as its header has it."""
    return "; ".join(f"{name} {value}".rstrip() for name, value in policy.items())
