"""Run the quick tests on other days, so that no test begins to fail because time passes.

Needs Debian's `faketime`; without it this says so and ends with 0, for the other tests are not the worse for it.
"""

import os
import shutil
import subprocess
import sys

# Only the date is another one: waits measured by the monotonic clock never end when that is shifted too.
_REAL_WAITS = {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
TESTS = ("tests/unit", "tests/http", "tests/process")
DAYS = ("+13 months", "2028-02-29 12:00:00")


def main() -> int:
    """Run the tests once for each day; return 1 when any run failed."""
    if shutil.which("faketime") is None:
        print("SKIPPED: no faketime here (Debian: apt install faketime); nothing was tested.", file=sys.stderr)
        return 0
    failed = 0
    for day in DAYS:
        print(f"The tests on another day: {day}", flush=True)
        command = ["faketime", day, sys.executable, "-m", "pytest", *TESTS, "-q", *sys.argv[1:]]
        failed |= subprocess.run(command, env=os.environ | _REAL_WAITS, check=False).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
