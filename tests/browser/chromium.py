"""A real Chromium for the tests, kept to this machine: it loads from loopback addresses and from nowhere else."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

__all__ = ["Window", "launched", "window"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
#: A browser without a screen, without rights that a container lacks, and without errands of its own.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_INSTALL = "The browser tests need Chromium: install it as root with 'apt-get install chromium', then run them again."


def _found() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def _executable() -> str:
    """Return where Chromium is; root on a Debian gets it without being asked, others are told what to do."""
    if not _found() and os.geteuid() == 0 and (apt := shutil.which("apt-get")):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(
                [apt, "-o", "DPkg::Lock::Timeout=120", *step], env=environment, check=True, stdout=subprocess.DEVNULL
            )
    path = _found()
    if path is None:
        pytest.fail(_INSTALL)
    return path


@contextmanager
def launched() -> Iterator[Browser]:
    """Run a browser with a profile of its own until the end of the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_executable(), headless=True, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Window:
    """A page of the browser, and what went wrong on it."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Keep what the console says, which errors scripts raise, and what is asked of other hosts."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.route("**/*", self._guard)

    def _hear(self, message: ConsoleMessage) -> None:
        # A query that is refused is answered with 400, which the browser reports too; a browser without a graphics
        # card says how slow its drawing is.
        expected = "status of 400" in message.text or "GL Driver Message" in message.text
        if message.type in {"error", "warning"} and not expected:
            self.complaints.append(message.text)

    def _guard(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in _LOOPBACK:
            route.continue_()
        else:
            self.refused.append(route.request.url)
            route.abort()


@contextmanager
def window(browser: Browser, *, width: int = 1280, dark: bool = False, javascript: bool = True) -> Iterator[Window]:
    """Open a page with a fresh profile; at the end nothing may have been complained about or asked elsewhere."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
        locale="de-DE",
    )
    context.set_default_timeout(10_000)
    try:
        opened = Window(context.new_page())
        opened.watch()
        yield opened
        assert (opened.complaints, opened.refused) == ([], [])
    finally:
        context.close()
