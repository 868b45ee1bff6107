import os
import subprocess
import sys

READ = "import solieu, sys; sys.stdout.buffer.write(solieu.encode(solieu.extract(sys.stdin.read())))"
TEXT = "Các phường 1, 2 và 5.\nUBND phường báo cáo: thu ngân sách đạt 5 tỷ đồng tại huyện Châu Thành, xã Long Vĩnh, xã Tân Lập và phường 3."


def test_the_same_text_gives_the_same_bytes_in_every_process() -> None:
    """The order of sets differs from process to process."""
    told = {
        subprocess.run(
            [sys.executable, "-c", READ],
            input=TEXT.encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONUTF8": "1"},
        ).stdout
        for seed in range(6)
    }

    assert len(told) == 1
