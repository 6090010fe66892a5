"""Run the tests that need no browser and no PDF on other days, so that no test begins to fail because time passes.

Needs Debian's `faketime`; without it this says so and ends with 0, for the other tests are not the worse for it.
"""

import shutil
import subprocess
import sys

TESTS = ("tests/unit", "tests/http", "tests/process")
# Uvicorn's supervisor waits by a clock that faketime may stop: then it never sees that its workers, or it, shall end.
LEFT_OUT = "not workers"
DAYS = ("+13 months", "2028-02-29 12:00:00")


def main() -> int:
    """Run the tests once for each day; return 1 when any run failed."""
    if shutil.which("faketime") is None:
        print("SKIPPED: no faketime here (Debian: apt install faketime); nothing was tested.", file=sys.stderr)
        return 0
    failed = 0
    for day in DAYS:
        print(f"The tests on another day: {day}", flush=True)
        pytest = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-q", "-m", LEFT_OUT]
        failed |= subprocess.run(["faketime", day, *pytest, *TESTS, *sys.argv[1:]], check=False).returncode
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
