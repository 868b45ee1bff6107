"""The desk as a program asks it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from httpx import Response
    from litestar.testing import TestClient


class Desk:
    """The application as a browser of one reader sees it."""

    def __init__(self, client: TestClient[Any]) -> None:
        self.client = client

    def get(self, address: str, **headers: str) -> Response:
        return self.client.get(address, headers=headers, follow_redirects=False)

    def csrf(self, address: str = "/name") -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get(address).text)
        assert found
        return found[1]

    def post(
        self, address: str, fields: dict[str, str], *, csrf: str | None = None, script: bool = False, **headers: str
    ) -> Response:
        told = {"csrf": self.csrf() if csrf is None else csrf} | fields
        given = {
            "content-type": "application/x-www-form-urlencoded",
            **({"x-solieu-script": "1"} if script else {}),
            **headers,
        }
        return self.client.post(address, content=urlencode(told), headers=given, follow_redirects=False)

    def decide(self, figure: int, kind: str, **fields: str) -> Response:
        return self.post(f"/figure/{figure}/decide", {"kind": kind, "by": "Lan"} | fields, script=True)
