"""Small content folders for tests: laying files out, a front matter that is sound, and the day it is.

A fault test reads as the faulty file plus the message it must give; `law` puts the body below ten sound lines and two
marks, so that the body always begins at BODY_LINE.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 11, 27)  # the day the tests think it is

LAW = "regulations/uu/1999/1.md"
EVENTS = "regulations/uu/1999/1.events.yaml"
PROOFS = "regulations/uu/1999/1.proof.yaml"
GUIDE = "guides/sungai.md"
BODY_LINE = 12

FRONT = """\
---
jenis: UU
nomor: "1"
tahun: "1999"
judul: Sungai Dongeng
naskah: lengkap
pencocokan: Rekaan, bukan hukum.
sumber:
  - nama: Rekaan
    diambil: 2026-11-24
---
"""
GUIDE_FRONT = """\
---
judul: Panduan dongeng
ringkasan: Untuk pengujian.
diperiksa: 2026-11-24
---
"""
SOUND = "## Pasal 1\nSetiap orang wajib menjaga sungai.\n\n## Pasal 2\n(1) Satu.\n(2) Dua.\n"


def law(body: str = SOUND, front: str = FRONT) -> str:
    """Return an instrument file for LAW; its body begins at BODY_LINE when the front matter is FRONT."""
    return front + body


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Lay out a content folder below `folder` and return it; paths are relative to it (`regulations/uu/1999/1.md`)."""
    root = folder / "content"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root
