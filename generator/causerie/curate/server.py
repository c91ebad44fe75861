"""The server of the page on which recaps are made."""

from __future__ import annotations

from werkzeug.serving import BaseWSGIServer

from causerie.curate.app import Curating, make_app
from causerie.loopback.server import open_server as open_loopback


def open_server(curating: Curating, port: int) -> BaseWSGIServer:
    """A server that listens; 0 is any free port. Raises CauserieError where the port is taken."""
    server = open_loopback(make_app(curating), port)
    curating.port = server.port
    return server
