"""What prints are set with: the paper style sheets for the web, and the same with fonts for the press.

Takes the static folder; gives documents by hashed address, the address for each size of paper, and the assets that
PDFs may refer to. Web pages load no fonts, so those stand in the press's copies only.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from portal.site import Document, hashed, lean

SIZES = ("a4", "f4", "a5", "besar", "poster", "a3", "kartu")
_CSS = "text/css; charset=utf-8"
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class PaperFiles:
    """What prints are made of: `documents` for the web, `styles` by size, and a reader of the press's `assets`.

    `digest` is of all that decides how a print looks: these, the templates and the code. Fonts are megabytes that few
    processes ever need, so they are not held.
    """

    documents: dict[str, Document]
    styles: dict[str, str]
    assets: Callable[[], dict[str, tuple[bytes, str]]]
    digest: str


def paper_files(folder: Path) -> PaperFiles:
    """Read the paper style sheets and fonts of the static folder."""
    documents: dict[str, Document] = {}
    styles = {size: hashed(documents, css.encode(), f"cetak-{size}.css", _CSS) for size, css in _sheets(folder).items()}
    assets = partial(_assets, folder, styles)
    digest = hashlib.sha256(b"".join(name.encode() + body for name, (body, _) in assets().items()))
    for path in sorted((*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.html"))):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + path.read_bytes())
    return PaperFiles(documents, styles, assets, digest.hexdigest())


def _sheets(folder: Path) -> dict[str, str]:
    """Return the style sheet of each size."""
    sheets = folder / "css" / "paper"
    common = (sheets / "paper.css").read_text("utf-8")
    return {size: lean(common + (sheets / f"{size}.css").read_text("utf-8")) for size in SIZES}


def _assets(folder: Path, styles: Mapping[str, str]) -> dict[str, tuple[bytes, str]]:
    """Return what the press may refer to: fonts, and each style sheet with them, by address."""
    faces = (folder / "css" / "paper" / "fonts.css").read_text("utf-8")
    found = {
        f"/fonts/{path.name}": (path.read_bytes(), "font/ttf") for path in sorted((folder / "fonts").glob("*.ttf"))
    }
    sheets = _sheets(folder)
    return found | {address: (lean(faces + sheets[size]).encode(), "text/css") for size, address in styles.items()}
