"""Which servers may be asked for an address that somebody else wrote: those of the open net, never machines here."""

from __future__ import annotations

import ipaddress
import socket

from causerie.problems import CauserieError


def require_public_server(host: str) -> None:
    """Raise CauserieError for a server that is none of the open net, or that cannot be found."""
    try:
        found = {str(each[4][0]) for each in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise CauserieError(f"{host} could not be found. Is the address right?") from error
    if not all(ipaddress.ip_address(each.partition("%")[0]).is_global for each in found):
        raise CauserieError(f"{host} is no public server.")
