"""Imported by the process of which the workers of this machine are copies: what all of them need is read once, here."""

from __future__ import annotations

import sys
from importlib import import_module

__all__: list[str] = []

_PAGE = """<html><head><title>UBND huyện Tiên Yên</title></head><body><article><h1>UBND huyện Tiên Yên họp phiên tháng 9</h1>
<p>Thu ngân sách 9 tháng đầu năm 2022 ước đạt 1.584 tỷ đồng, bằng 85,4% dự toán, tăng 12% so với cùng kỳ.</p></article></body></html>"""


class _WithoutPandas:
    """pyarrow looks for pandas as soon as it makes an array, which takes as long as all else here; no worker needs it."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def _read_what_all_need() -> None:
    sys.meta_path.insert(0, _WithoutPandas)
    arrow, job = import_module("pyarrow"), import_module("solieu.engines.job")
    batch = arrow.RecordBatch.from_pydict({"html": [_PAGE]})
    job.extract_batch(batch.filter(job.may_state_figures(batch)))


_read_what_all_need()
