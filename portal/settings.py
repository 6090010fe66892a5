"""What an operator may set, read once at the door and passed on as a value; and the portal's one clock.

Every setting has an environment variable; docs/settings.md lists them (a test compares).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

from portal.errors import SettingsError

_ROOT = Path(__file__).resolve().parent.parent
_WITA = timezone(timedelta(hours=8), "WITA")
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # to listen at all addresses, and where this machine finds itself
_UNIX = "unix:"
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?|[0-9a-f:.]+:[0-9a-f:.]*")
_BASE = re.compile(r"(/(?!\.+(/|$))[\w.~-]+)*/?", re.ASCII)  # a path that needs no escape anywhere, without . and ..
VARIABLES = (
    "PORTAL_CONTENT",
    "PORTAL_STATIC",
    "PORTAL_HOST",
    "PORTAL_PORT",
    "PORTAL_WORKERS",
    "PORTAL_EXIT_URL",
    "PORTAL_BASE_URL",
    "PORTAL_MAIL",
    "PORTAL_CACHE",
    "PORTAL_SEARCH",
    "PORTAL_INDEX",
)


@dataclass(frozen=True)
class Settings:
    """Where the content is, where to listen, how many processes, three addresses for the pages, which engine searches.

    `mail` is where readers tell of a fault, '' for nowhere; `index` is the folder of the stored search index, None to
    build it in memory.
    """

    content: Path = _ROOT / "content"
    static: Path = _ROOT / "static"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    exit_url: str = "https://www.bmkg.go.id/"
    base_url: str = ""
    mail: str = ""
    cache: Path = _ROOT / ".cache" / "cetak"
    search: str = "whoosh"
    index: Path | None = None

    @staticmethod
    def from_env(env: Mapping[str, str]) -> "Settings":
        """Read settings from environment variables; raise SettingsError for a value that cannot be used."""
        default = Settings()
        return Settings(
            content=Path(env.get("PORTAL_CONTENT") or default.content),
            static=Path(env.get("PORTAL_STATIC") or default.static),
            host=env.get("PORTAL_HOST") or default.host,
            port=_number(env, "PORTAL_PORT", default.port, 0, 65535),
            workers=_number(env, "PORTAL_WORKERS", default.workers, 1, 64),
            exit_url=_url(env, "PORTAL_EXIT_URL", default.exit_url, with_query=True),
            base_url=_url(env, "PORTAL_BASE_URL", default.base_url).rstrip("/"),
            mail=_mail(env, "PORTAL_MAIL"),
            cache=Path(env.get("PORTAL_CACHE") or default.cache),
            search=_choice(env, "PORTAL_SEARCH", default.search, ("whoosh", "fts5")),
            index=Path(env["PORTAL_INDEX"]) if env.get("PORTAL_INDEX") else None,
        )

    def to_env(self) -> dict[str, str]:
        """Return the environment variables that `from_env` reads as these settings."""
        values = (
            self.content.resolve(),
            self.static.resolve(),
            self.host,
            self.port,
            self.workers,
            self.exit_url,
            self.base_url,
            self.mail,
            self.cache.resolve(),
            self.search,
            self.index.resolve() if self.index else "",
        )
        return {name: str(value) for name, value in zip(VARIABLES, values, strict=True)}

    @property
    def socket(self) -> Path | None:
        """The file to listen at (`unix:/run/portal/portal.sock`), None for a host and a port."""
        return Path(self.host.removeprefix(_UNIX)) if self.host.startswith(_UNIX) else None

    @property
    def local(self) -> str:
        """Where this machine finds the portal. A port that is not chosen yet (0) is left out: nobody can ask there."""
        if self.socket:
            return "http://localhost"
        host = _EVERYWHERE.get(self.host, self.host)
        host = f"[{host}]" if ":" in host else host
        return f"http://{host}:{self.port}" if self.port else f"http://{host}"

    @property
    def base(self) -> str:
        """The path below which the portal stands: `/tppo` for https://x.go.id/tppo, '' for a host of its own."""
        return urlsplit(self.base_url).path

    @property
    def origin(self) -> str:
        """Where prints lead: the public origin, else where the portal listens (a trial on this machine)."""
        return self.base_url or self.local


def today() -> date:
    """Return today's date in East Kalimantan (WITA, UTC+8): the law changes at midnight there."""
    return datetime.now(_WITA).date()


def until_midnight() -> float:
    """Return the seconds until the day turns in East Kalimantan."""
    now = datetime.now(_WITA)
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), _WITA)
    return (midnight - now).total_seconds()


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or not low <= int(text) <= high:
        raise SettingsError(f"{name} berisi “{text}”; tulis bilangan dari {low} sampai {high}.")
    return int(text)


def _choice(env: Mapping[str, str], name: str, default: str, known: tuple[str, ...]) -> str:
    text = env.get(name) or default
    if text not in known:
        raise SettingsError(f"{name} berisi “{text}”; pilih salah satu: {', '.join(known)}.")
    return text


def _mail(env: Mapping[str, str], name: str) -> str:
    text = env.get(name, "").strip()
    if text and not re.fullmatch(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", text, re.ASCII):
        shown = "".join(sign if sign.isprintable() else "�" for sign in text)
        raise SettingsError(f"{name} berisi “{shown}”; tulis satu alamat surel, misalnya redaksi@kaltimprov.go.id.")
    return text


def _url(env: Mapping[str, str], name: str, default: str, with_query: bool = False) -> str:
    text = env.get(name, "").strip()
    wanted = _mended(text, with_query) if text else ""
    if wanted:
        quoted = re.sub(r"//[^/]*@", "//…@", "".join(sign if sign.isprintable() else "�" for sign in text))
        raise SettingsError(f"{name} berisi “{quoted}”; tulis {wanted}.")
    return text or default


def _mended(text: str, with_query: bool) -> str:
    """Return what to write instead of an address that cannot be used, '' for one that can."""
    full = "alamat lengkap yang mulai dengan https://, misalnya https://portal.example.go.id"
    if not text.isprintable() or re.search(r"[\s<>\"{}|\\^`]", text):
        return "alamat tanpa spasi, tanda kutip, dan tanda lain yang tidak ada dalam alamat"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # brackets that do not close, a port that is no number
        return full
    if "@" in parts.netloc:
        return "alamat tanpa nama pengguna dan sandi"
    if parts.scheme not in ("https", "http") or not _HOST.fullmatch(host) or port == 0:
        return full
    if not with_query and ("?" in text or "#" in text):
        return "alamat tanpa “?” dan “#” dan apa yang mengikutinya"
    if not with_query and not _BASE.fullmatch(parts.path):
        return "sesudah nama situs hanya huruf, angka, titik dan tanda hubung, misalnya https://kab.example.go.id/tppo"
    return ""
