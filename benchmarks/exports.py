"""How long a large store takes to go out in each format, how much memory that needs, and how large the files are."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

PROMISED = {"csv": 500, "parquet": 500, "sdmx": 500}
"""Megabytes of memory for any number of figures."""
FORMATS = ("csv", "jsonl", "parquet", "sdmx", "datapackage", "xlsx")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    parser.add_argument("--query", default="")
    parser.add_argument("--current", action="store_true", help="current values only, not every figure")
    options = parser.parse_args()
    print("| format | seconds | of a processor | memory, MB | files, MB |\n|---|---:|---:|---:|---:|", flush=True)
    kept = True
    for form in options.formats:
        with TemporaryDirectory() as folder:
            output = Path(folder, "out" if form in ("sdmx", "datapackage") else f"out.{form}")
            command = ["solieu", "export", str(options.store), "-o", str(output), "--format", form, "--query", options.query, "-q"]  # fmt: skip
            seconds, busy, memory = measured(command if options.current else [*command, "--all-sources"])
            files = sorted(output.iterdir()) if output.is_dir() else [output]
            size = sum(file.stat().st_size for file in files) / 1e6
        print(f"| {form} | {seconds:.0f} | {busy:.0f} | {memory:.0f} | {size:.0f} |", flush=True)
        kept &= memory <= PROMISED.get(form, memory)
    return 0 if kept else 1


def measured(command: list[str]) -> tuple[float, float, float]:
    """The seconds that a command takes, those that a processor is busy with it, and the most megabytes that it holds."""
    begun = time.perf_counter()
    program = Path(sys.executable).with_name(command[0])
    _, status, used = os.wait4(os.spawnv(os.P_NOWAIT, program, command), 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} failed.")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / unit


if __name__ == "__main__":
    sys.exit(main())
