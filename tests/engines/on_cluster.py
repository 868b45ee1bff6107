"""What a user does on a cluster, in one program: ``on_cluster.py ENGINE FOLDER``; see test_clusters.py."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pyarrow as pa
from crawls import deadly, run

from solieu.engines.tasks import Settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "bulk.md"


def main(engine: str, folder: Path) -> None:
    """Extract the two crawls of the folder and its batch of documents."""
    with pa.OSFile(str(folder / "few.arrow")) as file:
        few = pa.ipc.open_file(file).read_all()
    found = _on_ray(few, folder) if engine == "ray" else _on_spark(few, folder)
    with pa.OSFile(str(folder / "found.arrow"), "wb") as file, pa.ipc.new_file(file, found.schema) as writer:
        writer.write_table(found)


def _crawls(engine: str, folder: Path) -> None:
    run(folder / "crawl.jsonl", to=folder / "out", engine=engine, settings=Settings())
    run(folder / "deadly.jsonl", to=folder / "out-deadly", engine=engine, do=deadly)


def _as_documented(engine: str, *given: object) -> None:
    """Run the program that docs/bulk.md shows for the engine."""
    shown = re.findall(r"^```python\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (program,) = [one for one in shown if f"solieu.engines.{engine} " in one]
    names: dict[str, object] = {}
    exec(compile(program, str(DOCUMENT), "exec"), names)
    names["extracted"](*given)  # type: ignore[operator]


def _on_ray(few: pa.Table, folder: Path) -> pa.Table:
    import ray

    from solieu.engines.ray import cluster, extract

    with cluster(2):
        _crawls("ray", folder)
        _as_documented("ray", str(folder / "pages.parquet"), str(folder / "documented"))
        found = extract(ray.data.from_arrow(few))
        return pa.concat_tables(list(found.iter_batches(batch_size=None, batch_format="pyarrow")))


def _on_spark(few: pa.Table, folder: Path) -> pa.Table:
    from solieu.engines.spark import extract, session

    spark = session(2)
    _crawls("spark", folder)
    _as_documented("spark", spark, str(folder / "pages.parquet"), str(folder / "documented"))
    return extract(spark.createDataFrame(few)).toArrow()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
