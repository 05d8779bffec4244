"""Uses the operator page as persons do, in Chromium: page_browser.py ADDRESS DIRECTORY, started by page_browser.rs.

It leaves screenshots and the notice on paper in the directory. When it says "stop", the RTU is to go away.
"""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

PASSWORD = "correct horse"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
PATIENCE_S = 90


def until(what, ask):
    """Asks until it is so."""
    end = time.monotonic() + PATIENCE_S
    while not (answer := ask()):
        assert time.monotonic() < end, what
        time.sleep(0.1)
    return answer


class Operator:
    def __init__(self, page, address):
        self.page = page
        self.address = address

    def log_in(self, person):
        self.page.click("#log")
        self.page.fill("#field-person", person)
        self.page.fill("#field-password", PASSWORD)
        self.page.press("#field-password", "Enter")
        self.page.wait_for_selector("#dialog:not([open])", state="attached")

    def log_out(self):
        self.page.click("#log")
        until("nobody is logged in", lambda: not self.page.locator("button.main:visible").count())

    def count(self, selector):
        return self.page.locator(selector).count()

    def supply(self):
        return int(self.page.locator(".bar-row[data-name=supply] .bar-number").inner_text().split()[0].replace(",", ""))

    def viewer_may_not(self):
        self.log_in("a visitor")
        until("alarms are shown", lambda: self.count("#alarm-rows tr[data-waits]"))
        assert not self.count("main button:visible:not(#trend-tools button)"), "a viewer has no buttons"
        status = self.page.evaluate(
            """async () => (await fetch("/api/command", {method: "POST", headers: {"content-type": "application/json"},
               body: JSON.stringify({kind: "hold", user: 5, duration_s: 60})})).status""")
        assert status == 403, status
        self.log_out()

    def speaks_both(self):
        for language, todo in (("zh", "待办"), ("en", "To be done")):
            self.page.goto(f"http://{self.address}/?lang={language}")
            self.page.wait_for_selector("body[data-live=live]")
            assert self.page.locator("#todo-h").inner_text().startswith(todo)
            assert self.page.locator("#user-rows tr.user").count() == 7
        self.page.click("button[data-language=zh]")
        assert self.page.locator("#users-h").inner_text() == "用户"
        assert "居民" in self.page.locator("#user-rows").inner_text()
        self.page.click("button[data-language=en]")
        assert "homes" in self.page.locator("#user-rows").inner_text()

    def confirms(self):
        """Two steps; what is proposed can have been withdrawn meanwhile, and is tried again then."""
        def tried():
            row = self.page.locator("#todo-list li[data-key^=confirm]").first
            if not row.count():
                return False
            row.locator("button").click()
            self.page.click("#dialog-do")
            until("it is answered", lambda: not self.count("#dialog[open]") or self.page.locator("#dialog-said").inner_text())
            if self.count("#dialog[open]"):
                self.page.keyboard.press("Escape")
                return False
            return True
        until("a proposal is confirmed", tried)

    def acknowledges_order(self):
        def tried():
            row = self.page.locator("#todo-list li[data-key^=acknowledge_order]").first
            if not row.count():
                return False
            key = row.get_attribute("data-key")
            row.locator("button").click(timeout=5000)
            return until("the order goes", lambda: not self.count(f"#todo-list li[data-key='{key}']"))
        until("an order is acknowledged", tried)

    def acknowledges_alarm(self):
        """By the keyboard."""
        row = self.page.locator("#alarm-rows tr[data-waits]").first
        key = row.get_attribute("data-key")
        row.locator("button.main").focus()
        self.page.keyboard.press("Enter")
        until("the alarm is acknowledged", lambda: not self.count(f"#alarm-rows tr[data-waits][data-key='{key}']"))

    def shelves(self):
        row = self.page.locator("#alarm-rows tr:not([data-shelved])").first
        key = row.get_attribute("data-key")
        row.locator("button:not(.main)").click()
        self.page.fill("#field-minutes", "0")
        self.page.click("#dialog-do")
        assert until("0 is refused", lambda: self.page.locator("#dialog-said").inner_text())
        self.page.fill("#field-minutes", "600")
        self.page.click("#dialog-do")
        shelved = self.page.locator(f"#alarm-rows tr[data-shelved][data-key='{key}']")
        until("it is shelved", shelved.count)
        until("it is said until when", lambda: "until" in shelved.inner_text())

    def pictures(self, directory):
        for language in ("zh", "en"):
            self.page.click(f"button[data-language={language}]")
            for width, height in ((1280, 800), (1920, 1080)):
                self.page.set_viewport_size({"width": width, "height": height})
                self.page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
                self.page.screenshot(path=directory / f"{language}-{width}.png", full_page=True)
            self.page.pdf(path=directory / f"{language}.pdf", prefer_css_page_size=True)


def main(address, directory):
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path="/usr/bin/chromium", headless=True, args=FLAGS, locale="en-GB",
            timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 800})
        page = context.new_page()
        wrong, outside = [], []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: said.type == "error" and "status of" not in said.text and wrong.append(said.text))
        page.on("request", lambda asked: asked.url.startswith((f"http://{address}/", "data:")) or outside.append(asked.url))
        operator = Operator(page, address)
        operator.speaks_both()
        before = operator.supply()
        assert before > 24_500, before
        operator.viewer_may_not()
        operator.log_in("当班调度员")
        operator.confirms()
        operator.acknowledges_order()
        operator.acknowledges_alarm()
        operator.shelves()
        until("the supply drops", lambda: operator.supply() < 23_500)
        until("the trend is drawn", lambda: operator.count("#trend-chart canvas"))
        operator.pictures(directory)
        assert not outside, outside
        assert not wrong, wrong
        print("stop", flush=True)
        page.wait_for_selector("#loud:visible", timeout=15_000)
        assert "NOT LIVE" in page.locator("#loud").inner_text() and page.title().startswith("NOT LIVE")
        assert not operator.count("#users button:visible"), "no commands on what is old"
        context.close()


main(sys.argv[1], Path(sys.argv[2]))
