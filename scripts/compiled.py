#!/usr/bin/env python3
"""Compiles the modules in which extraction spends its time, with mypyc, and puts the binaries beside their sources.

Python takes a binary in place of the source beside it. Which modules are compiled stands in pyproject.toml, under
``[tool.solieu.compiled]``; each group is one binary, and groups are compiled at the same time. So is the module
``solieu._native``, which ``native`` holds in C. Then the patterns that solieu reads with are taken apart for it, once
for all processes. From which sources all this was made stands in ``src/solieu/compiled.json``; nothing is compiled again
unless one of them has changed. That takes minutes, so ``--once``, which every target of the Makefile uses, only removes
binaries of other sources than these.

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
import subprocess
import sys
import sysconfig
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src"
RECORD = SOURCES / "solieu" / "compiled.json"
BUILD = ROOT / "build" / "compiled"
NATIVE = ROOT / "native"
# Each compiler warns of other things in the C that mypyc writes.
FLAGS = [] if sys.platform == "win32" else ["-Wno-error"]
if sys.platform == "linux":
    # Calls within a binary go straight to what they call: a tenth fewer misses of the caches, for nothing.
    FLAGS += ["-fvisibility=hidden", "-fno-semantic-interposition", "-fno-plt"]
KEEP_PATTERNS = """
from solieu import patterns

used, regex = set(), patterns.regex

def noted(pattern, flags=0):
    used.add((pattern, int(flags)))
    return regex(pattern, flags)

patterns.regex = noted

import solieu
from solieu.samples import sample_paths

for path in sample_paths():
    solieu.extract(path.read_text(encoding="utf-8"))
patterns.keep(sorted(used))
"""
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX") or ".so"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compiles what is not compiled yet, or removes what was."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--once", action="store_true", help="compile where nothing was ever compiled; else --remove-stale"
    )
    ways.add_argument("--remove", action="store_true", help="remove the binaries, so that the sources run")
    ways.add_argument("--remove-stale", action="store_true", help="remove them only if they are of other sources")
    options = parser.parse_args(arguments)
    if options.remove:
        remove()
        RECORD.unlink(missing_ok=True)
    elif not is_current():
        if options.remove_stale or (options.once and RECORD.exists()):
            _remove_stale()
        else:
            _compile()
    return 0


def _remove_stale() -> None:
    """The record stays: it tells that this was compiled once."""
    if binaries():
        remove()
        print(
            "the sources have changed since they were compiled: they run as they are; make compiled compiles them again"
        )


def _compile() -> None:
    remove()
    missing = what_is_missing()
    if missing:
        print(f"solieu runs from its sources, more slowly: there is no {missing} to compile it with")
        return
    began = time.monotonic()
    print(f"compiling {len(modules())} modules; make PURE=1 does without", flush=True)
    build()
    print(f"compiled in {time.monotonic() - began:.0f} s")


def groups() -> dict[str, list[str]]:
    """The modules of each group, as paths relative to ``src``."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for name, patterns in settings["tool"]["solieu"]["compiled"].items():
        paths = {path for pattern in patterns for path in SOURCES.glob(f"solieu/{pattern}")}
        found[name] = sorted(path.relative_to(SOURCES).as_posix() for path in paths if path.name != "__init__.py")
    return found


def modules() -> list[str]:
    """The modules of all groups."""
    return [module for group in groups().values() for module in group]


def made() -> list[Path]:
    """All that compiling puts beside the sources: the binaries, and what patterns are made of."""
    return [*binaries(), *SOURCES.glob("solieu/patterns.kept")]


def binaries() -> list[Path]:
    """What there is beside the sources that Python would take in their place."""
    found = (*SOURCES.glob("solieu/**/*"), *SOURCES.glob("*__mypyc*"))
    return [path for path in found if path.suffix in (".so", ".pyd")]


def is_current() -> bool:
    """Whether the binaries are those of the sources as they are now, for this Python."""
    if not RECORD.exists() or json.loads(RECORD.read_text(encoding="utf-8")) != _record():
        return False
    return len(binaries()) > len(modules())


def is_stale() -> bool:
    """Whether there are binaries of other sources than these, or of another Python."""
    return bool(binaries()) and not is_current()


def _record() -> dict[str, str]:
    """The SHA-256 of each source that the binaries depend on, and what they were made for."""
    package = SOURCES / "solieu"
    others = [package / name for name in ("model.py", "openings.py", "patterns.py", "programs.py")]
    made_from = [*others, *(SOURCES / module for module in modules()), *NATIVE.glob("*.[ch]")]
    digests = {path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in made_from}
    return {"suffix": SUFFIX, "groups": json.dumps(groups()), **digests}


def remove() -> None:
    """Removes all binaries."""
    for path in made():
        path.unlink()


def what_is_missing() -> str | None:
    """What compiling needs and this machine has not."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    if sys.platform != "win32" and not shutil.which(compiler):
        return "C compiler"
    return None if Path(sysconfig.get_path("include"), "Python.h").exists() else "header of Python (Python.h)"


def build() -> None:
    """Compiles all groups, as many at the same time as there are processors."""
    from mypyc.build import mypycify
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    made_from = _record()
    shutil.rmtree(BUILD, ignore_errors=True)
    os.chdir(SOURCES)
    extensions = mypycify(
        ["--config-file", str(ROOT / "pyproject.toml"), *modules()],
        separate=[(group, name) for name, group in groups().items()],
        target_dir=str(BUILD),
        opt_level="1",  # a little slower than 2, and compiled in two thirds of the time
        debug_level="0",
        strip_asserts=True,
    )
    extensions.append(Extension("solieu._native", [str(path) for path in sorted(NATIVE.glob("*.c"))]))
    for extension in extensions:
        extension.extra_compile_args += FLAGS
    extensions.sort(key=lambda extension: not extension.name.endswith("__mypyc"))  # those that take long begin first
    command = build_ext(Distribution({"name": "solieu", "ext_modules": extensions}))
    command.build_temp, command.build_lib = str(BUILD / "objects"), str(BUILD / "binaries")
    command.parallel = os.cpu_count()
    command.ensure_finalized()
    command.run()
    # Only now, so that nobody ever runs half of them.
    shutil.copytree(BUILD / "binaries", SOURCES, dirs_exist_ok=True)
    keep_patterns()
    RECORD.write_text(json.dumps(made_from, indent=1) + "\n", encoding="utf-8")


def keep_patterns() -> None:
    """Keeps what the patterns are made of that extraction reads the samples with, as the binaries have them."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    subprocess.run([sys.executable, "-c", KEEP_PATTERNS], env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
