"""The portal under readers while its content is swapped; `make soak` does it for ten minutes."""

import subprocess
import sys

import pytest
from samples import ROOT
from serving import PATIENCE, TINY


@pytest.mark.parametrize("workers", ["1", pytest.param("2", marks=pytest.mark.workers)])
def test_ten_seconds_of_swaps_show_no_wrong_byte(workers: str) -> None:
    """No 5xx, no body that is not that of its ETag, no growing memory, nothing said."""
    words = ["--seconds", "10", "--every", "1", "--workers", workers, "--content", str(TINY)]
    command = [sys.executable, str(ROOT / "tools" / "soak.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert "'200': " in done.stdout
