from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "pyproject.toml"


def test_each_module_imports_only_what_stands_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(SETTINGS), no_cache=True, no_logo=True)

    assert status == 0, capsys.readouterr().out
