"""A QR code as a drawing in the page: the one home of segno."""

from __future__ import annotations

import segno
from markupsafe import Markup

_QUIET = 4  # modules of white around it, as ISO/IEC 18004 asks


# Each module is a whole number of pixels, or cameras read it badly; a code has 17 and 4 more for each version.
QR_RULES = "".join(f".qr--{size}{{--modules:{size}px}}" for size in range(17 + 4 + 2 * _QUIET, 100, 4)) + "\n"


def qr_svg(address: str, label: str) -> Markup:
    """An address as a QR code that is as large as its place; a seventh of it may be spoilt."""
    code = segno.make(address, error="m", micro=False)
    size = code.symbol_size(border=_QUIET)[0]
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix_iter(border=_QUIET))
        for x, dark in enumerate(row)
        if dark
    )
    return Markup(
        '<svg class="qr qr--{}" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{}v{}H0z"/><path fill="#000" d="{}"/></svg>'
    ).format(size, label, size, size, size, size, path)
