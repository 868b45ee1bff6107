#!/usr/bin/env python3
"""Compiles the modules in which extraction spends its time, with mypyc, and puts the binaries beside their sources.

Python takes a binary in place of the source beside it. Which modules are compiled stands in pyproject.toml, under
``[tool.solieu.compile]``; each group is one binary, and groups are compiled at the same time. What was compiled from
which sources stands in ``src/solieu/compiled.json``; nothing is compiled again unless one of them has changed.

Where there is no C compiler, or no header of Python, nothing is compiled, and solieu runs from the sources alone: it
gives the same results in more time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import shutil
import sys
import sysconfig
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src"
RECORD = SOURCES / "solieu" / "compiled.json"
BUILD = ROOT / "build" / "compiled"
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX") or ".so"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--remove", action="store_true", help="remove the binaries, so that the sources run")
    options = parser.parse_args()
    if options.remove:
        remove()
    elif not is_current():
        remove()
        missing = what_is_missing()
        if missing:
            print(f"solieu runs from its sources, more slowly: there is no {missing} to compile it with")
        else:
            began = time.monotonic()
            count = build()
            print(f"compiled {count} modules in {time.monotonic() - began:.0f} s")
    return 0


def groups() -> dict[str, list[str]]:
    """The modules of each group, as paths relative to ``src``."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for name, patterns in settings["tool"]["solieu"]["compile"].items():
        paths = {path for pattern in patterns for path in SOURCES.glob(f"solieu/{pattern}")}
        found[name] = sorted(str(path.relative_to(SOURCES)) for path in paths if path.name != "__init__.py")
    return found


def digests() -> dict[str, str]:
    """The SHA-256 of each source that the binaries depend on, by its path relative to ``src``."""
    modules = [*(module for group in groups().values() for module in group), "solieu/model.py"]
    return {module: hashlib.sha256((SOURCES / module).read_bytes()).hexdigest() for module in modules}


def is_current() -> bool:
    """Whether the binaries are those of the sources as they are now, for this Python."""
    if not RECORD.exists():
        return False
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    return record == {"python": SUFFIX, "sources": digests()} and all(map(Path.exists, _binaries()))


def _binaries() -> list[Path]:
    found = groups()
    shared = [SOURCES / f"{name}__mypyc{SUFFIX}" for name in found]
    return [*shared, *((SOURCES / module).with_suffix(SUFFIX) for group in found.values() for module in group)]


def remove() -> None:
    """Removes all binaries and the record of them."""
    RECORD.unlink(missing_ok=True)
    for pattern in ("solieu/**/*", "*__mypyc*"):
        for path in SOURCES.glob(pattern):
            if path.suffix in (".so", ".pyd"):
                path.unlink()


def what_is_missing() -> str | None:
    """What compiling needs and this machine has not."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    if sys.platform != "win32" and not shutil.which(compiler):
        return "C compiler"
    return None if Path(sysconfig.get_path("include"), "Python.h").exists() else "header of Python (Python.h)"


def build() -> int:
    """Compiles all groups.

    Returns:
        How many modules there are.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    found = groups()
    os.chdir(SOURCES)
    modules = [module for group in found.values() for module in group]
    extensions = mypycify(
        ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache"), *modules],
        separate=[(group, name) for name, group in found.items()],
        target_dir=str(BUILD),
        opt_level="2",
        debug_level="0",
        strip_asserts=True,
    )
    extensions.sort(key=lambda extension: not extension.name.endswith("__mypyc"))  # those that take long begin first
    command = build_ext(Distribution({"name": "solieu", "ext_modules": extensions}))
    command.build_temp, command.build_lib, command.inplace = str(BUILD / "objects"), str(SOURCES), False
    command.parallel = os.cpu_count()
    command.ensure_finalized()
    command.run()
    RECORD.write_text(json.dumps({"python": SUFFIX, "sources": digests()}, indent=1) + "\n", encoding="utf-8")
    return len(modules)


if __name__ == "__main__":
    sys.exit(main())
