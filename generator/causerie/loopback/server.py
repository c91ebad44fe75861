"""The server of a private page: on the loopback address only, a thread for each request."""

from __future__ import annotations

import socket
from typing import Any

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from causerie.problems import CauserieError

HOST = "127.0.0.1"


class _Quiet(WSGIRequestHandler):
    """Prints nothing for each request: the addresses hold the token."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - Werkzeug's name
        """Say nothing."""


def open_server(app: Flask, port: int) -> BaseWSGIServer:
    """A server that listens, on its `port`; 0 is any free one. Raises CauserieError where the port is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(64)
    except OSError as error:
        listening.close()
        raise CauserieError(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.") from error
    found: int = listening.getsockname()[1]
    server = make_server(HOST, found, app, threaded=True, request_handler=_Quiet, fd=listening.fileno())
    listening.close()  # the server has a copy
    return server
