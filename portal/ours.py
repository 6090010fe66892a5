"""Whether only this user could have written something: asked before anything is read that can run code when it is read.

Takes what the system tells of files and folders; knows nothing of what they hold. Stored indexes (`search/index`) and
what `portal prepare` made (`web/kept`) hold pickles.
"""

import os
from collections.abc import Iterable


def is_ours(told: Iterable[os.stat_result]) -> bool:
    """Whether all of these belong to this user, and nobody else may write to any of them."""
    return all(status.st_uid == os.geteuid() and status.st_mode & 0o022 == 0 for status in told)
