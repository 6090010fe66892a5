"""Where the portal says that it listens, when it did not choose the place itself."""

import socket
from pathlib import Path

from portal.server import found_at
from portal.settings import Settings


def test_a_free_port_is_named() -> None:
    """Port 0 becomes the one that the system gave."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert listener.getsockname()[1] == found_at(Settings(port=0), listener).port


def test_a_file_that_systemd_opened_is_named(tmp_path: Path) -> None:
    """A socket handed over is named by its file, whatever the settings say."""
    path = tmp_path / "portal.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        assert path == found_at(Settings(), listener).socket
