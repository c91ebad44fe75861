"""What the commands that open a page for one person share: its address, the browser, and the wait for Ctrl+C."""

from __future__ import annotations

import threading
import webbrowser
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from causerie.cli.options import Shared


class Server(Protocol):
    """What of a private page's server is needed to let it answer."""

    port: int

    def serve_forever(self, poll_interval: float) -> None:
        """Answer until somebody interrupts; looks for that each `poll_interval` seconds."""

    def server_close(self) -> None:
        """Listen no more."""


def serve_until_ended(shared: Shared, server: Server, token: str, hint: str, no_browser: bool) -> None:
    """Print the page's address and a hint, show it in the browser unless told not to, and answer until Ctrl+C."""
    from causerie.loopback.server import HOST

    address = f"http://{HOST}:{server.port}/{token}/"
    click.echo(address)
    shared.say(f"This address is for you alone, on this machine. {hint} Ctrl+C ends it.")
    if not no_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
