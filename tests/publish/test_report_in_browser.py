"""The report as a browser shows it: nothing requested, nothing wider than the window, nothing cut in print."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.publish.report import group_report, site_report
from pipeline.wording import Wording
from tests.publish import night as made

CHROMIUM = Path("/usr/bin/chromium")
SPILLED = """() => [...document.querySelectorAll('th, td, p, dd, dt, h1, li, text')]
    .filter(one => !one.closest('.scroll') && one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.textContent)"""
LONG = {
    **{f"渠道{n:02d}": (1.0, 0.6, 0.5, 0.4, 0.5) for n in range(37)},
    "<script>document.title='hostile'</script>": (1.0, 0.6, 0.5, 0.4, 0.5),
    "名字特别特别特别特别长的一个渠道" * 3: (1.0, 0.6, 0.5, 0.4, 0.5),
    "onewordwithoutanyspaceinit" * 4: (9.0, 0.9, 0.9, 0.9, 0.9),
}
SITES = {
    "usual": made.site_result("翡翠湾"),
    "first night": made.first_night("江山赋"),
    "forty channels": made.site_result(
        "averylongnameofasite" * 4, 1200, LONG, {"C01": "阿卜杜热依木·买买提" * 3}
    ),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module", params=["zh", "en"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each kind of page, written as a file, in both languages."""
    folder = tmp_path_factory.mktemp("pages")
    night, words = made.night(*SITES.values(), warnings=["key-sheet-missing"]), Wording(request.param)
    texts = {name: site_report(site, night, words) for name, site in SITES.items()}
    texts["all sites"] = group_report(night, words)
    for name, html in texts.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@contextmanager
def opened(browser: Browser, path: Path, width: int) -> Iterator[tuple[Page, list[str]]]:
    """A page in a window of that width, and every address it asked for or word it put on the console."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    noticed: list[str] = []
    page.on("request", lambda request: noticed.append(request.url))
    page.on("console", lambda message: noticed.append(message.text))
    page.goto(path.as_uri())
    yield page, noticed
    page.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_fit_the_window_and_ask_for_nothing(
    browser: Browser, pages: dict[str, Path], width: int
) -> None:
    for name, path in pages.items():
        with opened(browser, path, width) as (page, noticed):
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert [one for one in noticed if not one.startswith("data:")] == [path.as_uri()], name
            assert page.title() != "hostile", name
            assert page.evaluate(SPILLED) == [], name


def test_paper_holds_every_column(browser: Browser, pages: dict[str, Path]) -> None:
    """A4 with 12 mm margins is 186 mm, 703 pixels wide: no table may be wider, or its last columns are cut."""
    for name, path in pages.items():
        with opened(browser, path, 703) as (page, _):
            page.emulate_media(media="print")
            widths = page.evaluate("[...document.querySelectorAll('table')].map(one => one.scrollWidth)")
            assert max(widths) <= 703, name
            assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
