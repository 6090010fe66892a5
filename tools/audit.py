"""Ask whether a locked package has a known fault: pip-audit over requirements/pdf.txt, which holds all that runs.

Run by `make audit`; who knows the faults is the Python package index, so it needs the network. Ends with 0 only when
every package was asked about and none has a fault: one that the service does not know counts as not asked. Standard
library only.
"""

import json
import subprocess
import sys

LOCK = "requirements/pdf.txt"
COMMAND = [".cache/tools/bin/pip-audit", "--disable-pip", "--require-hashes", "--requirement", LOCK]


def main() -> None:
    """Print each known fault on a line; end with 1 and a sentence when there are any, or when it cannot be known."""
    done = subprocess.run(
        [*COMMAND, "--progress-spinner", "off", "--format", "json"], capture_output=True, encoding="utf-8", check=False
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        sys.exit("Nothing is known about the packages: the service that knows their faults cannot be reached.")
    faults = [(package, fault) for package in packages for fault in package.get("vulns", ())]
    for package, fault in faults:
        mended = ", ".join(fault["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}")
    unasked = [package["name"] for package in packages if "skip_reason" in package]
    if faults:
        sys.exit(f"{len(faults)} known faults in the locked packages: raise the bounds in pyproject.toml, make lock.")
    if unasked:
        sys.exit(f"Nothing is known about {len(unasked)} of {len(packages)} packages: the service does not know them.")
    print(f"No known fault in {len(packages)} locked packages.")


if __name__ == "__main__":
    main()
