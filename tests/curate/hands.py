"""Three ways to lead the page: by mouse, by finger, and by keys alone; each makes the same recap."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

TOO_FAR = 100  # presses of Tab after which somebody has given up


class Mouse:
    """Clicks, and types where there was a click."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        what.click()

    def show(self, pane: str) -> None:
        """Turn to a part of the page where there is no room for all."""
        tab = self.page.locator(f"[data-pane-of={pane}]")
        if tab.is_visible():
            self.press(tab)

    def write(self, field: Locator, text: str, *, end: str = "Enter") -> None:
        self.press(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press(end)

    def set_option(self, field: Locator, value: str) -> None:
        field.select_option(value)

    def choose(self, question: int) -> None:
        """Choose the second answer to a question that is not chosen yet."""
        self.show("posts")
        self.press(self.page.locator(f".pill[data-question='{question}']"))
        self.press(unchosen(self.page).nth(1).locator(".choose"))

    def take_out(self, number: int) -> None:
        row = self.page.locator(".highlight").nth(number)
        self.press(row.get_by_role("button", name="More for this part"))
        self.press(self.page.locator(".menu").get_by_role("button", name="Take it out of the recap"))

    def move_up(self, number: int) -> None:
        row = self.page.locator(".highlight").nth(number)
        self.press(row.get_by_role("button", name="More for this part"))
        self.press(self.page.locator(".menu").get_by_role("button", name="Move up"))

    def open_publishing(self) -> None:
        self.press(self.page.locator(".bar [data-act=publish]"))


class Finger(Mouse):
    """Taps, with a keyboard that comes up on the screen."""

    def press(self, what: Locator) -> None:
        what.tap()


class Keys(Mouse):
    """Tab, arrows, and the page's own keys; nothing is ever pointed at."""

    def reach(self, what: Locator) -> None:
        """Tab to an element, in the direction in which it stands."""
        after = "what => !!(document.activeElement.compareDocumentPosition(what) & Node.DOCUMENT_POSITION_FOLLOWING)"
        for _ in range(TOO_FAR):
            if what.evaluate("what => what === document.activeElement"):
                return
            self.page.keyboard.press("Tab" if what.evaluate(after) else "Shift+Tab")  # what had focus may be made anew
        raise AssertionError(f"Tab never comes to {what}")

    def press(self, what: Locator) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str, *, end: str = "Enter") -> None:
        self.reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press(end)

    def set_option(self, field: Locator, value: str) -> None:
        self.reach(field)
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"No arrow comes to {value}")

    def choose(self, question: int) -> None:
        self.press(self.page.locator(f".pill[data-question='{question}']"))
        wanted = unchosen(self.page).nth(1).get_attribute("data-post")
        self.page.keyboard.press("h")
        self.page.keyboard.press("Home")
        for _ in range(self.page.locator(".post").count()):
            if self.page.evaluate("document.activeElement.dataset.post") == wanted:
                self.page.keyboard.press("c")
                return
            self.page.keyboard.press("j")
        raise AssertionError(f"j never comes to {wanted}")

    def _go_to(self, number: int) -> None:
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("l")
        self.page.keyboard.press("Home")
        for _ in range(number):
            self.page.keyboard.press("ArrowDown")
        expect(self.page.locator(".highlight").nth(number)).to_be_focused()

    def take_out(self, number: int) -> None:
        self._go_to(number)
        self.page.keyboard.press("Delete")

    def move_up(self, number: int) -> None:
        self._go_to(number)
        self.page.keyboard.press("Alt+ArrowUp")

    def open_publishing(self) -> None:
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("p")


def unchosen(page: Page) -> Locator:
    """The answers that are shown and not chosen."""
    return page.locator(".post--answer:not(.is-chosen):visible")
