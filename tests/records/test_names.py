"""Addresses are taken apart in two ways, a quick one for plain ones; both say the same."""

from __future__ import annotations

import re
from itertools import product

import pytest

from causerie.records import names

HOSTS = [
    "x.com",
    "www.glammr.example",
    "mobile.x.com",
    "m.twitter.com",
    "www.x",
    "a..b",
    "bsky.app.",
    "X.com",
    "x.com:80",
]
PATHS = ["", "/", "//", "/@lea/1/", "/@lea//", "/a.b-c_d~e+f", "/%40lea", "/a?s=20&b=1", "/a#b", "/a;b", "/é", "/:1"]


@pytest.mark.parametrize("scheme", ["https://", "http://", "HTTPS://", " https://"])
def test_the_quick_way_says_what_the_parser_says(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [f"{scheme}{host}{path}" for host, path in product(HOSTS, PATHS)]
    quick = [names.split_address.__wrapped__(each) for each in addresses]
    monkeypatch.setattr(names, "_PLAIN", re.compile(r"(?!)"))
    assert quick == [names.split_address.__wrapped__(each) for each in addresses]
