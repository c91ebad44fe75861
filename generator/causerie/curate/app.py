"""The web application: its few addresses, each below a token, and errors as sentences."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, NotFound

from causerie.curate.checked import Work
from causerie.curate.desk import Desk
from causerie.curate.look_up import look_up
from causerie.curate.preview import plain_message
from causerie.curate.publishing import Publisher
from causerie.i18n import Speech
from causerie.loopback.guard import MAX_BODY, PREVIEW_POLICY, check_request, find_token, seal, write_policy
from causerie.loopback.sending import PICTURES, has_left, refuse, send_below, send_json, send_lines
from causerie.problems import CauserieError
from causerie.records.editing import EditConflict

STATIC = Path(__file__).parents[1] / "static"
_LONGEST_WAIT, _PAUSE = 25.0, 0.4  # seconds of a long poll, and between two looks at the files


@dataclass(slots=True, kw_only=True)
class Curating:
    """What the application works for: sessions by token, and what the command lets it do."""

    desks: dict[str, Desk]
    publisher: Publisher
    may_look_up: bool = False
    next_slot: Callable[[], Mapping[str, str]] | None = None
    make_session: Callable[[str, str], Desk] | None = None  # of a title and a start
    make_token: Callable[[], str] = field(default=lambda: "")
    port: int = 0


def make_app(curating: Curating) -> Flask:
    """The application; `curating.port` is asked for at each request, so that it may be known later."""
    app = Flask("causerie.curate", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.url_map.strict_slashes = True

    @app.before_request
    def guard() -> None:
        check_request(request, curating.port)
        token = str((request.view_args or {}).get("token", ""))
        if not find_token(token, tuple(curating.desks)):
            abort(404)

    @app.after_request
    def close(response: Response) -> Response:
        return seal(response)

    _add_pages(app, curating)
    _add_changes(app, curating)
    _add_publishing(app, curating)
    _add_errors(app)
    return app


def _add_pages(app: Flask, curating: Curating) -> None:
    @app.get("/<token>/")
    def page(token: str) -> Response:
        return send_below(STATIC, "curate/curate.html")

    @app.get("/<token>/static/<path:name>")
    def static(token: str, name: str) -> Response:
        return send_below(STATIC, name)

    @app.get("/<token>/theme/<name>")
    def theme(token: str, name: str) -> Response:
        content = curating.desks[token].theme(name)
        if content is None:
            abort(404)
        return Response(content, mimetype="text/css")

    @app.get("/<token>/media/<path:name>")
    def media(token: str, name: str) -> Response:
        folder = curating.desks[token].folder
        if Path(name).suffix.lower() not in PICTURES:
            abort(404)
        try:  # records name `media/label.jpg`, or a file elsewhere in the folder
            return send_below(folder, f"media/{name}")
        except NotFound:
            return send_below(folder, name)

    @app.get("/<token>/state")
    def state(token: str) -> Response:
        return send_json(curating.desks[token].state())

    @app.get("/<token>/preview")
    def preview(token: str) -> Response:
        try:
            html = curating.desks[token].preview(f"/{token}/")
        except CauserieError as error:
            html = plain_message(str(error))
        response = Response(html, mimetype="text/html")
        response.headers["Content-Security-Policy"] = write_policy(PREVIEW_POLICY)
        return response

    @app.get("/<token>/changes")
    def changes(token: str) -> Response:
        desk, revision, stamps = curating.desks[token], request.args.get("revision", ""), None
        until = time.monotonic() + _LONGEST_WAIT
        while True:
            if has_left(request):  # or it would be sent the whole state after the next change, for nobody
                return Response(status=204)
            is_same, stamps = desk.is_as_seen(revision, stamps)
            if not is_same:
                return send_json(desk.state())
            if time.monotonic() >= until:
                return Response(status=204)
            time.sleep(_PAUSE)


def _add_changes(app: Flask, curating: Curating) -> None:
    @app.post("/<token>/change")
    def change(token: str) -> Response:
        desk, body = curating.desks[token], _body()
        return _answer(desk, lambda: desk.change(body, request.args.get("revision", "")))

    @app.post("/<token>/undo")
    def undo(token: str) -> Response:
        desk = curating.desks[token]
        return _answer(desk, lambda: desk.undo(request.args.get("revision", "")))

    @app.post("/<token>/redo")
    def redo(token: str) -> Response:
        desk = curating.desks[token]
        return _answer(desk, lambda: desk.redo(request.args.get("revision", "")))

    @app.post("/<token>/skip-undo")
    def skip_undo(token: str) -> Response:
        desk, step = curating.desks[token], _body().get("step", 0)
        return _answer(desk, lambda: desk.skip_undo(step, request.args.get("revision", "")))

    @app.post("/<token>/skip-redo")
    def skip_redo(token: str) -> Response:
        desk, step = curating.desks[token], _body().get("step", 0)
        return _answer(desk, lambda: desk.skip_redo(step, request.args.get("revision", "")))

    @app.post("/<token>/look-up")
    def look(token: str) -> Response:
        url = _body().get("url")
        if not curating.may_look_up:
            speech = curating.desks[token].speech()
            return refuse(
                speech.text("Nothing is asked of other sites. Begin with `causerie curate --look-up` to allow it.")
            )
        try:
            return send_json(look_up(url if isinstance(url, str) else ""))
        except CauserieError as error:
            return refuse(str(error))


def _add_publishing(app: Flask, curating: Curating) -> None:
    @app.post("/<token>/publish-check")
    def publish_check(token: str) -> Response:
        return send_json(curating.publisher.check(*_work(curating, token)).describe())

    @app.post("/<token>/commit")
    def commit(token: str) -> Response:
        return send_lines(curating.publisher.commit(*_work(curating, token)))

    @app.post("/<token>/deploy")
    def deploy(token: str) -> Response:
        work, speech = _work(curating, token)
        checked = curating.publisher.check(work, speech)
        if not checked.is_good:
            return send_json({"error": checked.explain(), **checked.describe()}, 422)
        return send_lines(curating.publisher.deploy(speech))

    @app.get("/<token>/new-session")
    def next_slot(token: str) -> Response:
        if curating.next_slot is None:
            abort(404)
        try:
            return send_json(dict(curating.next_slot()))
        except CauserieError as error:
            return refuse(str(error))

    @app.post("/<token>/new-session")
    def new_session(token: str) -> Response:
        if curating.make_session is None:
            abort(404)
        body = _body()
        title, start = (str(body.get(name) or "") for name in ("title", "start"))
        try:
            desk = curating.make_session(title, start)
        except CauserieError as error:
            return refuse(str(error))
        fresh = curating.make_token()
        curating.desks[fresh] = desk
        return send_json({"url": f"/{fresh}/"})


def _add_errors(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def explain(error: HTTPException) -> Response:
        return send_json({"error": error.description or error.name}, error.code or 500)

    @app.errorhandler(CauserieError)
    def tell(error: CauserieError) -> Response:
        return refuse(str(error))

    @app.errorhandler(Exception)
    def stumble(error: Exception) -> Response:
        app.logger.exception("A mistake of the program, not yours")
        return send_json(
            {"error": f"The program made a mistake ({type(error).__name__}). Your files are as they were."}, 500
        )


def _work(curating: Curating, token: str) -> tuple[Work, Speech]:
    """What all pages of this server may have written, as a commit from one of them has it, and how that one speaks."""
    desk = curating.desks[token]
    paths = (path for each in (desk, *curating.desks.values()) for path in each.written_paths())
    speech = desk.speech()
    message = speech.text("Recap of %(session)s", session=desk.name)
    return Work(paths=tuple(dict.fromkeys(paths)), message=message, address=desk.address), speech


def _answer(desk: Desk, act: Callable[[], Mapping[str, Any]]) -> Response:
    """What came of an act on the files, or why nothing did."""
    try:
        return send_json(act())
    except EditConflict as error:
        return send_json({"conflict": str(error), "is_now": error.is_now, "state": desk.state()}, 409)
    except CauserieError as error:
        return refuse(str(error))
    except OSError as error:
        return refuse(f"The disk refuses: {error.strerror or error}. Nothing of the file is lost.")


def _body() -> dict[str, Any]:
    try:
        found = json.loads(request.get_data() or b"{}")
    except (ValueError, RecursionError):
        abort(400, "This is no JSON.")
    if not isinstance(found, dict):
        abort(400, "This is no JSON object.")
    return found
