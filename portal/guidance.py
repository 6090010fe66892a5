"""What the portal says in its own words: guides, duties, deadlines, rights, contacts, terms.

Never law: every duty names the provision it rests on and quotes it. A field that editors write says its key here and
nowhere else. Frozen, and free of files, HTML and clocks.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from portal import phone
from portal.address import Address
from portal.keys import SLUG, Key, Place, placed
from portal.model import Provision


class Audience(StrEnum):
    """The three kinds of people the portal is for; the value is the word in a guide's `untuk`."""

    CITIZEN = "warga"
    OFFICIAL = "petugas"
    TRAINER = "pelatih"


class Force(StrEnum):
    """How strongly a provision speaks to an actor; ADVICE is ours and not law.

    TASK is what the law orders without the word wajib ("bertugas", "mempunyai tugas", a plain "membentuk"): it binds,
    but not in the words of a DUTY, and unlike a POWER it leaves no choice.
    """

    DUTY = "wajib"
    TASK = "bertugas"
    POWER = "berwenang"
    RIGHT = "hak"
    MAY = "dapat"
    BAN = "dilarang"
    ADVICE = "anjuran"


class Stage(StrEnum):
    """A stage of work against trafficking, in the order of a case."""

    PREVENTION = "pencegahan"
    DETECTION = "deteksi & pelaporan"
    RESCUE = "penyelamatan & identifikasi"
    CARE = "pelayanan & rehabilitasi"
    PROSECUTION = "penegakan hukum"
    RETURN = "pemulangan"
    REINTEGRATION = "reintegrasi"


class RoleGroup(StrEnum):
    """Where a role stands; the value is the heading it is listed under."""

    CITIZEN = "Warga"
    VILLAGE = "Desa dan kecamatan"
    REGION = "Pemerintah daerah"
    JUSTICE = "Penegak hukum"
    SERVICE = "Layanan"
    SOCIETY = "Masyarakat dan usaha"
    EVERYONE = "Berlaku bagi semua"


class Need(StrEnum):
    """What people call for; the value is the heading its numbers stand under, in the order in which they are listed."""

    DANGER = "Bahaya sekarang"
    FAMILY = "Perempuan dan anak di daerah Anda"
    ABROAD = "Di luar negeri"
    WITNESS = "Saksi dan korban"
    WORK = "Kerja dan upah"


CONTACT_OLD_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One thing to do: `action` in plain words, and what it rests on.

    Either `basis`, whose text holds `quote` word for word, or `outside_basis`, the citation of a text we do not have;
    advice (Force.ADVICE) rests on nothing. `named_in` is the provision that names the actor, where the quoted sentence
    leaves it to another. `stage` is None in guides that do not say.
    """

    force: Annotated[Force, Key("sifat")]
    action: Annotated[str, Key("lakukan", filled=True)]
    within: Annotated[str, Key("dalam")] = ""
    basis: Annotated[Address | None, Key("dasar")] = None
    quote: Annotated[str, Key("kutipan")] = ""
    named_in: Annotated[Address | None, Key("pelaku")] = None
    outside_basis: Annotated[str, Key("dasar_luar")] = ""
    stage: Annotated[Stage | None, Key("tahap")] = None
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role: its names, what the law says of it at all, what to do first, and its duties.

    `legal_names` are the words by which our texts bind it ("masyarakat"); a duty must stand in a provision with one
    of them. `also` are the slugs of roles that this one has too: what binds everybody is a role of its own, said once.
    """

    slug: str
    title: Annotated[str, Key("judul", filled=True)]
    names: Annotated[tuple[str, ...], Key("sebutan")] = ()
    group: Annotated[RoleGroup, Key("kelompok")]
    legal_names: Annotated[tuple[str, ...], Key("disebut_sebagai")] = ()
    also: Annotated[tuple[str, ...], Key("berlaku_juga")] = ()
    summary: Annotated[str, Key("ringkasan", filled=True)]
    standing: Annotated[str, Key("kedudukan", filled=True)]
    checked_on: Annotated[date, Key("diperiksa")]
    first_hour: Annotated[tuple[str, ...], Key("jam_pertama")] = ()
    first_day: Annotated[tuple[str, ...], Key("hari_pertama")] = ()
    first_week: Annotated[tuple[str, ...], Key("minggu_pertama")] = ()
    dos: Annotated[tuple[str, ...], Key("lakukan")] = ()
    donts: Annotated[tuple[str, ...], Key("jangan")] = ()
    call: Annotated[tuple[str, ...], Key("hubungi")] = ()
    duties: Annotated[tuple[Duty, ...], Key("tugas")] = ()
    body: str
    body_line: int
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A guide or page in Markdown; `body_line` is the number in the file of the body's first line.

    A small `rank` puts it first among those of its readers. A guide for one role (`role`, a slug) stands on its page.
    """

    slug: str
    title: Annotated[str, Key("judul", filled=True)]
    audiences: Annotated[tuple[Audience, ...], Key("untuk")] = ()
    summary: Annotated[str, Key("ringkasan", filled=True)]
    checked_on: Annotated[date, Key("diperiksa")]
    duties: Annotated[tuple[Duty, ...], Key("tugas")] = ()
    body: str
    body_line: int
    rank: Annotated[int, Key("urutan")] = 99
    role: Annotated[str, Key("peran")] = ""
    place: Place = placed()

    @property
    def href(self) -> str:
        """Where a screen shows it."""
        return f"/peran/{self.role}#rujukan" if self.role else f"/panduan/{self.slug}"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somewhere to get help, with where and when its number was seen ('' for what is not known).

    Numbers are written as `portal.phone` says, the first one first. `state` is "belum diverifikasi" for a number nobody
    has tried; `districts` are slugs, none for a national service.
    """

    name: Annotated[str, Key("nama", filled=True)]
    need: Annotated[Need, Key("butuh")]
    phones: Annotated[tuple[str, ...], Key("telepon", pattern=phone.PATTERN)] = ()
    whatsapps: Annotated[tuple[str, ...], Key("wa", pattern=r"^\+[1-9]\d{6,14}$")] = ()
    emails: Annotated[tuple[str, ...], Key("surel", pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$")] = ()
    site: Annotated[str, Key("situs", pattern=r"^(https://\S+)?$")] = ""
    hours: Annotated[str, Key("jam")] = ""
    cost: Annotated[str, Key("biaya")] = ""
    region: Annotated[str, Key("wilayah")] = ""
    districts: Annotated[tuple[str, ...], Key("daerah")] = ()
    state: Annotated[str, Key("keadaan", pattern=r"^(belum diverifikasi)?$")] = ""
    note: Annotated[str, Key("keterangan")] = ""
    source: Annotated[str, Key("sumber", filled=True)]
    checked_on: Annotated[date, Key("diperiksa")]
    place: Place = placed()

    @property
    def is_abroad(self) -> bool:
        """Whether it is called from another country, so that its number is shown with Indonesia's own."""
        return self.need is Need.ABROAD

    @property
    def reach(self) -> tuple[str, ...]:
        """Every way to reach it, as written: what a changed source and day must stand behind."""
        return (*self.phones, *self.whatsapps, *self.emails, *filter(None, [self.site]))

    def age(self, day: date) -> int:
        """Return for how many days nobody has looked at the number."""
        return (day - self.checked_on).days

    def is_old(self, day: date) -> bool:
        """Whether nobody has looked at the number for more than a year."""
        return self.age(day) > CONTACT_OLD_DAYS


@dataclass(frozen=True)
class Term:
    """A term defined in a law: the word, and the provision that defines it."""

    word: str
    definition: Provision


def term_anchor(word: str) -> str:
    """Return the id of a term in the glossary: `Penjeratan Utang` → `penjeratan-utang`."""
    return "-".join("".join(c if c.isalnum() else " " for c in word.lower()).split())


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A legal question nobody has settled for us: what is asked, what is known, which provisions carry its mark."""

    id: Annotated[str, Key("id", pattern=SLUG)]
    question: Annotated[str, Key("pertanyaan", filled=True)]
    addresses: Annotated[tuple[Address, ...], Key("bagian")] = ()
    known: Annotated[str, Key("keterangan", filled=True)]
    since: Annotated[date, Key("sejak")]
    ask: Annotated[str, Key("tanya", filled=True)]
    source: Annotated[str, Key("sumber")] = ""
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Penalty:
    """An offence and its penalty: `printed` word for word in `basis`, `today` '' where it is not certain.

    `category` is the fine category in roman numerals ('' if none); `question` the id of the open question that keeps
    `today` empty. `child_basis` is what raises it by a third when the victim is a child, or its own basis when it is
    about children; `raises` the basis of the row to whose penalty it adds a third itself.
    """

    offence: Annotated[str, Key("perbuatan", filled=True)]
    basis: Annotated[Address, Key("dasar")]
    printed: Annotated[str, Key("tertulis", filled=True)]
    today: Annotated[str, Key("kini")] = ""
    category: Annotated[str, Key("kategori", pattern=r"^[IVX]*$")] = ""
    today_basis: Annotated[Address | None, Key("dasar_kini")] = None
    today_words: Annotated[str, Key("rincian_kini")] = ""
    question: Annotated[str, Key("pertanyaan")] = ""
    note: Annotated[str, Key("catatan")] = ""
    child_basis: Annotated[Address | None, Key("anak")] = None
    raises: Annotated[Address | None, Key("menambah")] = None
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Correction:
    """An editorial correction of the portal: when, what, which provisions, and why or from which source."""

    day: Annotated[date, Key("tanggal")]
    what: Annotated[str, Key("apa", filled=True)]
    addresses: Annotated[tuple[Address, ...], Key("bagian")] = ()
    source: Annotated[str, Key("sumber")] = ""
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A time limit: who must do what, how long, since when; on `basis` with its words, or on a text outside ours."""

    action: Annotated[str, Key("apa", filled=True)]
    actor: Annotated[str, Key("siapa", filled=True)]
    roles: Annotated[tuple[str, ...], Key("peran")] = ()
    length: Annotated[str, Key("waktu", filled=True)]
    start: Annotated[str, Key("sejak")] = ""
    basis: Annotated[Address | None, Key("dasar")] = None
    quote: Annotated[str, Key("kutipan")] = ""
    outside_basis: Annotated[str, Key("dasar_luar")] = ""
    note: Annotated[str, Key("catatan")] = ""
    question: Annotated[str, Key("pertanyaan")] = ""
    place: Place = placed()


class Moment(StrEnum):
    """When a right is needed, in the order in which a victim meets it."""

    FOUND = "saat ditemukan dan melapor"
    SAFE = "rahasia dan pelindungan"
    QUESTIONED = "saat diperiksa"
    TRIAL = "saat sidang"
    CARE = "layanan dan pemulihan"
    REPAID = "ganti rugi"
    HOME = "pulang"


@dataclass(frozen=True, kw_only=True)
class Right:
    """A right of victims, witnesses or reporters: who must deliver it, when, and what to do if it is refused.

    The chief ones have the name of a `picture` that says them too.
    """

    right: Annotated[str, Key("hak", filled=True)]
    moment: Annotated[Moment, Key("tahap")]
    holders: Annotated[tuple[str, ...], Key("bagi")] = ()
    deliverer: Annotated[str, Key("penanggung", filled=True)]
    roles: Annotated[tuple[str, ...], Key("peran")] = ()
    when: Annotated[str, Key("kapan")] = ""
    if_refused: Annotated[str, Key("bila_ditolak", filled=True)]
    basis: Annotated[Address | None, Key("dasar")] = None
    quote: Annotated[str, Key("kutipan")] = ""
    outside_basis: Annotated[str, Key("dasar_luar")] = ""
    note: Annotated[str, Key("catatan")] = ""
    picture: Annotated[str, Key("gambar")] = ""
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class CaseStep:
    """A step on the path of a case; `joined` is "dan", "atau" or '' (how it stands to the step before it)."""

    id: Annotated[str, Key("id", pattern=SLUG)]
    title: Annotated[str, Key("judul", filled=True)]
    stage: Annotated[Stage, Key("tahap")]
    actors: Annotated[tuple[str, ...], Key("siapa")] = ()
    roles: Annotated[tuple[str, ...], Key("peran")] = ()
    action: Annotated[str, Key("lakukan", filled=True)]
    joined: Annotated[str, Key("hubung", pattern=r"^(dan|atau)?$")] = ""
    deadline: Annotated[str, Key("tenggat")] = ""
    bases: Annotated[tuple[Address, ...], Key("dasar")] = ()
    outside_bases: Annotated[tuple[str, ...], Key("dasar_luar")] = ()
    next: Annotated[tuple[str, ...], Key("lanjut")] = ()
    place: Place = placed()


@dataclass(frozen=True, kw_only=True)
class PlainWord:
    """A legal word in plain words, with everyday words for it; `basis` where it is used, when no law defines it."""

    word: Annotated[str, Key("istilah", filled=True)]
    meaning: Annotated[str, Key("arti", filled=True)]
    also: Annotated[tuple[str, ...], Key("juga")] = ()
    basis: Annotated[Address | None, Key("dasar")] = None
    place: Place = placed()
