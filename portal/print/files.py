"""What prints are set with: the paper style sheets for the web, and the same with fonts for the press.

Takes the static folder; gives documents by hashed address, the address for each size of paper, and the assets that
PDFs may refer to. Web pages load no fonts, so those stand in the press's copies only.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from portal.site import Document, hashed, lean

SIZES = ("a4", "f4", "a5", "besar", "poster", "a3", "kartu")
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class PaperFiles:
    """What prints are made of: `documents` for the web, `styles` by size, `assets` for the press.

    `digest` is of all that decides how a print looks: these, the templates and the code.
    """

    documents: dict[str, Document]
    styles: dict[str, str]
    assets: dict[str, tuple[bytes, str]]
    digest: str


def paper_files(folder: Path) -> PaperFiles:
    """Read the paper style sheets and fonts of the static folder."""
    sheets, fonts = folder / "css" / "paper", folder / "fonts"
    documents: dict[str, Document] = {}
    styles: dict[str, str] = {}
    assets = {f"/fonts/{path.name}": (path.read_bytes(), "font/ttf") for path in sorted(fonts.glob("*.ttf"))}
    common, faces = (sheets / "paper.css").read_text("utf-8"), (sheets / "fonts.css").read_text("utf-8")
    for size in SIZES:
        css = lean(common + (sheets / f"{size}.css").read_text("utf-8"))
        styles[size] = hashed(documents, css.encode(), f"cetak-{size}.css", "text/css; charset=utf-8")
        assets[styles[size]] = (lean(faces + css).encode(), "text/css")
    digest = hashlib.sha256(b"".join(name.encode() + body for name, (body, _) in assets.items()))
    for path in sorted((*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.html"))):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + path.read_bytes())
    return PaperFiles(documents, styles, assets, digest.hexdigest())
