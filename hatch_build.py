"""A wheel holds the sources; with ``SOLIEU_COMPILED=1`` it holds the compiled modules, too, and is for one platform."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledModules(BuildHookInterface):
    """Compiles before a wheel is built, where that is asked for."""

    @property
    def is_asked_for(self) -> bool:
        """Whether the wheel is to be compiled."""
        return os.environ.get("SOLIEU_COMPILED") == "1"

    def dependencies(self) -> list[str]:
        """What compiling needs in the place where the wheel is built."""
        return ["mypy>=1.18", "setuptools>=80", *self.metadata.core.dependencies] if self.is_asked_for else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Puts the binaries into the wheel."""
        if not self.is_asked_for or version == "editable":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, root / "scripts" / "compiled.py"], check=True)
        sources = root / "src"
        found = [
            path
            for path in (*sources.glob("solieu/**/*"), *sources.glob("*__mypyc*"))
            if path.suffix in (".so", ".pyd", ".kept")
        ]
        build_data["force_include"] |= {str(path): str(path.relative_to(sources)) for path in found}
        build_data["pure_python"], build_data["infer_tag"] = False, True
