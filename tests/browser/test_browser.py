"""The browser of these tests itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_one_browser_serves_all_tests(launch: Callable[[], Browser]) -> None:
    assert launch() is launch()


def test_a_browser_that_died_is_started_again(launch: Callable[[], Browser]) -> None:
    died = launch()
    died.close()
    tab = launch().new_page()
    tab.set_content("<p>Thu ngân sách đạt 526,8 tỷ đồng</p>")
    assert tab.locator("p").inner_text() == "Thu ngân sách đạt 526,8 tỷ đồng"
    tab.close()
