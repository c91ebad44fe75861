"""One private page that is only looked at: made anew at each visit, below a token, never written to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from causerie.loopback.guard import MAX_BODY, check_request, find_token, seal
from causerie.loopback.sending import send_below
from causerie.problems import CauserieError


def make_page(render: Callable[[], str], static: Path, token: str, port: Callable[[], int]) -> Flask:
    """An application of one page and the files of a folder, which it names as `static/…`.

    `port` is asked at each request, so that it may be known later.
    """
    app = Flask("causerie.loopback", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.url_map.strict_slashes = True

    @app.before_request
    def guard() -> None:
        check_request(request, port())
        if not find_token(str((request.view_args or {}).get("token", "")), (token,)):
            abort(404)

    @app.after_request
    def close(response: Response) -> Response:
        return seal(response)

    @app.get("/<token>/")
    def page(token: str) -> Response:
        return Response(render(), mimetype="text/html")

    @app.get("/<token>/static/<path:name>")
    def file(token: str, name: str) -> Response:
        return send_below(static, name)

    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> Response:
        return Response(error.description or error.name, status=error.code or 500, mimetype="text/plain")

    @app.errorhandler(CauserieError)
    def tell(error: CauserieError) -> Response:
        return Response(str(error), status=422, mimetype="text/plain")

    return app
