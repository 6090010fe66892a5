"""Install Debian's packages where this process may: as root, with apt-get there. Standard library only."""

import os
import shutil
import subprocess


def may_install() -> bool:
    """Say whether packages can be installed without asking anybody."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list) -> bool:
    """Install the packages without their recommended extras and say whether it worked.

    Lists of packages that are old or were never fetched are fetched first, but only when the first try fails.
    """
    return _apt_install(packages) or (_apt("update") and _apt_install(packages))


def _apt_install(packages: list) -> bool:
    return _apt("install", "--yes", "--no-install-recommends", *packages)


def _apt(*words: str) -> bool:
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(
        ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *words],
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0
