"""Kinds of law and who makes them: a table each of kinds, regions and ministries, with the words people use for them.

Gives rows and finds them by token, slug, or words; whoever reads or writes a law's name builds on these rows, so a new
kind is one row here. It knows no text, no address and no library.

Sources: kinds and their order UU 12/2011 Pasal 7 ayat (1) and Pasal 8 ayat (1); peraturan desa UU 6/2014 Pasal 69;
names of the regions UU 25/1956, UU 27/1959, UU 29/1997, UU 47/1999, UU 7/2002, UU 34/2007, UU 2/2013, PP 49/2007 (Pasir
became Paser), and for Kalimantan Utara, a province with five districts since 2012, UU 20/2012; place codes ISO 3166-2.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

HOME = "kaltim"  # the province this portal is for: a regional law without a region is its


class Level(StrEnum):
    """What a region is; the value is the word before its name."""

    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"
    VILLAGE = "desa"


@dataclass(frozen=True)
class InstrumentKind:
    """A kind of instrument: its token in addresses, the forms it is cited in, and who makes it.

    `written` are further forms in texts, `typed` further ones in a search (lower case). `levels` are the regions that
    make it (none: the whole country), `has_ministry` says that a ministry does. `names_level` is False where the
    kind's name says who is meant already: Peraturan Bupati Berau. `only_work` is the one work of a kind without
    numbers.
    """

    token: str
    short: str
    long: str
    written: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    has_ministry: bool = False
    names_level: bool = True
    is_decree: bool = False
    only_work: str = ""

    @property
    def has_issuer(self) -> bool:
        """Whether the address names who made it: `perda/kaltim/…`, `permen/pppa/…`."""
        return bool(self.levels) or self.has_ministry

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form in which texts write it."""
        return (self.long, self.short, *self.written)


_ANY = (Level.PROVINCE, Level.REGENCY, Level.CITY)
_GOVERNOR, _REGENT, _MAYOR, _VILLAGE = (Level.PROVINCE,), (Level.REGENCY,), (Level.CITY,), (Level.VILLAGE,)
_CONSTITUTION = "Undang-Undang Dasar Negara Republik Indonesia"
_CONSTITUTION_FORMS = (
    f"{_CONSTITUTION} Tahun 1945",
    "Undang-Undang Dasar Tahun 1945",
    "Undang-Undang Dasar",
    "UUD NRI Tahun 1945",
    "UUD NRI 1945",
    "UUD Tahun 1945",
    "UUD 1945",
)
_DECREES = ("surat keputusan gubernur", "surat keputusan gub", "keputusan gub", "sk gubernur", "sk gub")
_POLICE = "Kepolisian Negara Republik Indonesia"

# fmt: off
KINDS = {
    kind.token: kind
    for kind in (
        InstrumentKind("uud", "UUD", _CONSTITUTION, _CONSTITUTION_FORMS, ("uud nri",), only_work="uud/1945/nri"),
        InstrumentKind("uu", "UU", "Undang-Undang", typed=("undang2", "u.u.")),
        InstrumentKind("perppu", "Perppu", "Peraturan Pemerintah Pengganti Undang-Undang", ("Perpu",)),
        InstrumentKind("pp", "PP", "Peraturan Pemerintah", typed=("p.p.",)),
        InstrumentKind("perpres", "Perpres", "Peraturan Presiden"),
        InstrumentKind("perma", "Perma", "Peraturan Mahkamah Agung", ("PERMA",)),
        InstrumentKind("perkap", "Perkap", f"Peraturan Kepala {_POLICE}", ("Peraturan Kapolri",)),
        InstrumentKind("perpol", "Perpol", f"Peraturan {_POLICE}", ("Peraturan Kepolisian", "Peraturan Polri")),
        InstrumentKind("perja", "Perja", "Peraturan Jaksa Agung"),
        InstrumentKind("permen", "Permen", "Peraturan Menteri", ("Peraturan Menteri Negara", "Permeneg"),
                       has_ministry=True, names_level=False),
        InstrumentKind("perda", "Perda", "Peraturan Daerah", levels=_ANY),
        InstrumentKind("pergub", "Pergub", "Peraturan Gubernur", levels=_GOVERNOR),
        InstrumentKind("kepgub", "Keputusan Gubernur", "Keputusan Gubernur", ("Kepgub",),
                       (*_DECREES, "surat keputusan", "sk", "keputusan"), levels=_GOVERNOR, is_decree=True),
        InstrumentKind("perbup", "Perbup", "Peraturan Bupati", levels=_REGENT, names_level=False),
        InstrumentKind("kepbup", "Keputusan Bupati", "Keputusan Bupati", ("Kepbup",), ("sk bupati",),
                       levels=_REGENT, names_level=False, is_decree=True),
        InstrumentKind("perwali", "Perwali", "Peraturan Wali Kota", ("Peraturan Walikota", "Perwako"),
                       levels=_MAYOR, names_level=False),
        InstrumentKind("kepwali", "Keputusan Wali Kota", "Keputusan Wali Kota", ("Keputusan Walikota", "Kepwali"),
                       ("sk wali kota",), levels=_MAYOR, names_level=False, is_decree=True),
        InstrumentKind("perdes", "Perdes", "Peraturan Desa", levels=_VILLAGE, names_level=False),
    )
}
# fmt: on


@dataclass(frozen=True)
class Region:
    """A province, district or village: slug in addresses, level, name without the level, and what else it is called.

    `code` is the province's place code, `province` the slug of the province a district lies in ('' where not known),
    `places` what else people say who live there: its seat, its towns.
    """

    slug: str
    level: Level
    name: str
    abbreviation: str = ""
    province: str = ""
    code: str = ""
    spoken: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def long(self) -> str:
        """E.g. `Provinsi Kalimantan Timur`, `Kota Samarinda`."""
        return f"{self.level.capitalize()} {self.name}"

    @property
    def short(self) -> str:
        """The shortest form that leaves no doubt: `Kaltim`, `Kota Samarinda`."""
        return self.abbreviation or self.long

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form in which texts write it, the level first or not."""
        names = (self.name, *(name for name in (self.abbreviation, *self.spoken) if name))
        return (*names, *(f"{self.level.capitalize()} {name}" for name in names))


REGIONS = {
    region.slug: region
    for region in (
        Region("kaltim", Level.PROVINCE, "Kalimantan Timur", "Kaltim", code="ki"),
        Region("balikpapan", Level.CITY, "Balikpapan", province="kaltim"),
        Region("bontang", Level.CITY, "Bontang", province="kaltim"),
        Region("samarinda", Level.CITY, "Samarinda", province="kaltim"),
        Region("berau", Level.REGENCY, "Berau", province="kaltim", places=("Tanjung Redeb",)),
        Region(
            "kutai-barat",
            Level.REGENCY,
            "Kutai Barat",
            province="kaltim",
            spoken=("Kubar",),
            places=("Sendawar", "Melak"),
        ),
        Region(
            "kutai-kartanegara",
            Level.REGENCY,
            "Kutai Kartanegara",
            province="kaltim",
            spoken=("Kukar",),
            places=("Tenggarong",),
        ),
        Region("kutai-timur", Level.REGENCY, "Kutai Timur", province="kaltim", spoken=("Kutim",), places=("Sangatta",)),
        Region(
            "mahakam-ulu",
            Level.REGENCY,
            "Mahakam Ulu",
            province="kaltim",
            spoken=("Mahulu",),
            places=("Ujoh Bilang", "Long Bagun"),
        ),
        Region("paser", Level.REGENCY, "Paser", province="kaltim", spoken=("Pasir",), places=("Tanah Grogot",)),
        Region("penajam-paser-utara", Level.REGENCY, "Penajam Paser Utara", province="kaltim", spoken=("PPU",)),
        Region("kaltara", Level.PROVINCE, "Kalimantan Utara", "Kaltara", code="ku"),
        Region("tarakan", Level.CITY, "Tarakan", province="kaltara"),
        Region("bulungan", Level.REGENCY, "Bulungan", province="kaltara", places=("Tanjung Selor",)),
        Region("malinau", Level.REGENCY, "Malinau", province="kaltara"),
        Region("nunukan", Level.REGENCY, "Nunukan", province="kaltara", places=("Sebatik",)),
        Region("tana-tidung", Level.REGENCY, "Tana Tidung", province="kaltara", places=("Tideng Pale",)),
    )
}
# Whose numbers people look for here: Kalimantan Utara was part of the province until 2012, and from Nunukan the way to
# Tawau begins.
PROVINCES = (HOME, "kaltara")
DISTRICTS = {region.slug: region.long for region in REGIONS.values() if region.province in PROVINCES}


@dataclass(frozen=True)
class Ministry:
    """A ministry: slug in addresses, its name behind "Menteri", the short form of its regulations, and other names."""

    slug: str
    name: str
    short: str
    spoken: tuple[str, ...] = ()


MINISTRIES = {
    ministry.slug: ministry
    for ministry in (
        Ministry(
            "pppa",
            "Pemberdayaan Perempuan dan Perlindungan Anak",
            "Permen PPPA",
            ("PPPA", "PP dan PA", "PP-PA", "Pemberdayaan Perempuan", "PP"),
        ),
        Ministry("dalam-negeri", "Dalam Negeri", "Permendagri"),
        Ministry("luar-negeri", "Luar Negeri", "Permenlu"),
        Ministry("sosial", "Sosial", "Permensos"),
        Ministry("ketenagakerjaan", "Ketenagakerjaan", "Permenaker", ("Tenaga Kerja dan Transmigrasi", "Tenaga Kerja")),
        Ministry("p2mi", "Pelindungan Pekerja Migran Indonesia", "Permen P2MI", ("P2MI",)),
        Ministry("hukum", "Hukum dan Hak Asasi Manusia", "Permenkumham", ("Hukum dan HAM", "Hukum")),
        Ministry("kesehatan", "Kesehatan", "Permenkes"),
        Ministry("pendidikan", "Pendidikan dan Kebudayaan", "Permendikbud"),
        Ministry("desa", "Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi", "Permendes", ("Desa PDTT", "Desa")),
        Ministry("keuangan", "Keuangan", "Permenkeu"),
    )
}


def kind_of(work: str) -> InstrumentKind:
    """Return the kind of a work's address; one that the table does not know is called by its token."""
    token = work.split("/")[0]
    return KINDS.get(token) or InstrumentKind(token, token.capitalize(), token.capitalize())


def issuer_of(work: str) -> str:
    """Return the slug of the region or ministry in a work's address, '' where it has none."""
    parts = work.split("/")
    return parts[1] if len(parts) == 4 else ""


def region_of(slug: str) -> Region | None:
    """Return the region of a slug, None when it is that of none.

    A region outside the table says its level in its slug: `kabupaten-tabalong`, `desa-muara-badak-ulu`.
    """
    level, _, name = slug.partition("-")
    if slug in REGIONS or level not in [*Level] or not name:
        return REGIONS.get(slug)
    words = " ".join(word if word == "dan" else word.capitalize() for word in name.split("-"))
    return Region(slug, Level(level), words)


def slugged(words: str) -> str:
    """Return words as a slug: `Kota Banjarmasin` → `kota-banjarmasin`."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


_REGION_NAMES = {slugged(form): region for region in REGIONS.values() for form in region.forms}


def region_named(words: str, levels: tuple[Level, ...] = ()) -> Region | None:
    """Return the region that words name, None when the words name none.

    A name outside the table needs its level before it, or `levels` that leave only one: `Tabalong` of a Peraturan
    Bupati.
    """
    if known := _REGION_NAMES.get(slugged(words)):
        return known
    has_level = slugged(words).split("-")[0] in [*Level]
    return region_of(slugged(words if has_level or len(levels) != 1 else f"{levels[0]} {words}"))


def home_of(kind: InstrumentKind) -> str:
    """Return the region that a kind means where none is said: the province we are at home in, '' if it makes none."""
    return HOME if REGIONS[HOME].level in kind.levels else ""


def forms() -> Iterator[tuple[str, InstrumentKind, str]]:
    """Yield every form in which texts name a kind with numbers, the kind, and the ministry that the form says.

    `Permen Sosial` and `Permensos` say one, `Permen` none; regions stand in a table of their own.
    """
    for kind in KINDS.values():
        if kind.only_work:
            continue
        for form in kind.forms:
            yield form, kind, ""
        for ministry in MINISTRIES.values() if kind.has_ministry else ():
            yield ministry.short, kind, ministry.slug
            for form in kind.forms:
                yield from ((f"{form} {name}", kind, ministry.slug) for name in (ministry.name, *ministry.spoken))


def named(work: str) -> tuple[str, str]:
    """Return how a work is named, short and long: `Perda Kota Samarinda`, `Peraturan Daerah Kota Samarinda`."""
    kind, issuer = kind_of(work), issuer_of(work)
    if kind.has_ministry and issuer in MINISTRIES:
        ministry = MINISTRIES[issuer]
        return ministry.short, f"{kind.long} {ministry.name}"
    region = region_of(issuer) if kind.levels else None
    if region is None:
        return kind.short, kind.long
    if kind.names_level:
        return f"{kind.short} {region.short}", f"{kind.long} {region.long}"
    return f"{kind.short} {region.name}", f"{kind.long} {region.name}"
