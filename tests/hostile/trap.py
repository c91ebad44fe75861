"""A page in a browser in which a trap lies: whatever runs, or could run, leaves a line there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

# Whatever hostile strings call, and every handler and address that is a script: all leave a line here.
TRAP = """
window.trapped = [];
for (const name of ["trap", "alert", "confirm", "prompt", "print", "open", "javascript"]) {
  window[name] = (...given) => { window.trapped.push(`${name}(${given})`); };
}
const OURS = "head > link[rel=icon], img[src^='data:image/png;base64,']";  // what pages that are one file carry
window.lookForTraps = (document) => {
  const found = [...window.trapped];
  for (const each of document.querySelectorAll("*")) {
    for (const { name, value } of each.attributes) {
      const isAddress = ["href", "src", "action", "data", "formaction", "xlink:href"].includes(name);
      if (name.startsWith("on") || name === "srcdoc" || (name === "style" && /url|expression/.test(value))
          || (isAddress && /^(javascript|data|vbscript|blob|file):/i.test(URL.parse(value, location)?.href)
              && value !== "javascript:void(0)" && !each.matches(OURS))) {
        found.push(`${each.tagName} ${name}=${value}`);
      }
    }
  }
  const foreign = "main object, main embed, main iframe:not(.preview__frame), main style, main base, main math";
  return found.concat([...document.querySelectorAll(foreign)].map(each => each.outerHTML));
};
"""


@contextmanager
def trapping(browser: Browser, address: str, asked: list[str], **options: Any) -> Iterator[Page]:
    """A page without its policy, so that it cannot hide a hole; `asked` is whom else it asked, who do not answer."""
    context = browser.new_context(base_url=address, bypass_csp=True, reduced_motion="reduce", **options)
    context.add_init_script(TRAP)
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    context.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else asked.append(request.url)
    )
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"A page says {dialog.message}"))
    page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
    yield page
    context.close()


def trapped(page: Page, frame: str = "") -> list[str]:
    """What ran in a page, or would where its policy were not there; or in one of its frames."""
    found: list[str] = page.evaluate(
        "frame => lookForTraps(frame ? document.querySelector(frame).contentDocument : document)", frame
    )
    return found
