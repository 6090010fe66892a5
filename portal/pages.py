"""The one list of the portal's fixed pages, of its folders of pages, and of its sheets that exist on paper only.

A row says all that is to be known of a page before it is made: address, title, the view that makes it, how it stands
on paper, whether it is in pocket books and in the menu, and whether it must not give a watched reader away. Site,
prints, books, receipts, lists and the tests' examples are comprehensions over these rows. Knows no content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

SIZES: Mapping[str, str] = MappingProxyType({"a4": "A4", "f4": "F4", "a5": "A5", "besar": "Huruf besar"})


class Frame(StrEnum):
    """How a page stands on paper: not at all, upright, on its side, as a poster without a head, or as a letter.

    A letter is somebody else's paper: it bears neither the portal's name nor a code.
    """

    NONE = ""
    SHEET = "sheet"
    WIDE = "wide"
    POSTER = "poster"
    LETTER = "letter"

    @property
    def is_paper_only(self) -> bool:
        """Whether no screen shows a page of this frame but as a print."""
        return self in (Frame.POSTER, Frame.LETTER)


@dataclass(frozen=True)
class Page:
    """A page with an address of its own.

    `view` is the function below `portal.views` that makes it from an Edition, '' when all its words are content.
    `label` is what the menu says, `name` and `note` what lists of prints say; the title stands in for both names.
    `holds` is the field of the Library whose rows it shows and that changes as one on paper, `part_of` the page whose
    section it prints (`/panduan/kenali-tanda#…`), `has_contacts` whether it shows the help numbers. `book` is its word
    in the address of a pocket book, '' when it can be in none. `typed` is what people type who look
    for it, phrase after phrase, with `; ` between.
    """

    path: str
    view: str
    title: str
    description: str = ""
    label: str = ""
    name: str = ""
    note: str = ""
    is_in_foot: bool = False
    frame: Frame = Frame.SHEET
    sizes: Mapping[str, str] = field(default_factory=lambda: SIZES)
    book: str = ""
    holds: str = ""
    part_of: str = ""
    has_contacts: bool = False
    is_neutral: bool = False
    typed: str = ""

    @property
    def words(self) -> str:
        """Return what a link to it says."""
        return self.label or self.title

    @property
    def listed(self) -> str:
        """Return what lists of prints call it."""
        return self.name or self.title

    @property
    def unit(self) -> str:
        """Return the unit of print that it is (see `unit_of`)."""
        return unit_of(self.path)


@dataclass(frozen=True)
class Folder:
    """Pages of one kind below an address, one for each entry of a field of the Library (`holds`).

    `view` makes a page from an Edition and an entry. `book` is the letter before an entry's name in the address of a
    pocket book, '' when they can be in none.
    """

    begins: str
    view: str
    holds: str
    book: str = ""
    frame: Frame = Frame.SHEET

    def slug(self, path: str) -> str:
        """Return the name of the entry whose page stands at a path, '' when it is no path of this folder."""
        name = path.removeprefix(self.begins)
        return name if path.startswith(self.begins) and "/" not in name else ""


PAGES: tuple[Page, ...] = (
    Page(
        "/",
        "guides.home_page",
        "Portal hukum pencegahan perdagangan orang Kalimantan Timur",
        "Isi aturan, tugas setiap orang, dan ke mana meminta bantuan.",
        frame=Frame.NONE,
    ),
    Page(
        "/peraturan",
        "law.instruments_page",
        "Daftar peraturan",
        "Peraturan tentang perdagangan orang di Kalimantan Timur.",
        label="Peraturan",
        typed="daftar undang-undang; semua peraturan; perda apa saja; aturan tentang tppo",
    ),
    Page(
        "/panduan",
        "guides.guides_page",
        "Panduan",
        "Panduan untuk warga, petugas, dan pelatih.",
        is_in_foot=True,
        typed="semua panduan; petunjuk; cara membantu korban",
    ),
    Page(
        "/istilah",
        "terms.glossary_page",
        "Istilah",
        "Arti istilah menurut peraturan, dan dengan kata sehari-hari.",
        holds="words",
        is_in_foot=True,
        typed="kamus; arti kata; glosarium; singkatan; arti istilah hukum",
    ),
    Page(
        "/bantuan",
        "contacts.help_page",
        "Informasi layanan",
        "Nomor layanan yang dapat dihubungi.",
        label="Bantuan",
        has_contacts=True,
        is_neutral=True,
        typed="nomor telepon; nomor darurat; hotline; call center; nomor polisi; telepon siapa; hubungi siapa; "
        "minta nomor; nomor pengaduan; kontak; nomor whatsapp; nomor yang bisa dihubungi; nomor kedutaan; "
        "nomor konsulat; telepon kbri; butuh bantuan sekarang; nomor uptd ppa",
    ),
    Page(
        "/tanya",
        "answers.answers_page",
        "Tanya jawab",
        "Jawaban singkat atas pertanyaan yang sering diajukan, dengan langkah berikutnya.",
        label="Tanya",
        holds="answers",
        is_in_foot=True,
    ),
    Page(
        "/peran",
        "roles.roles_page",
        "Tugas menurut peran",
        "Apa yang diminta hukum dari setiap orang.",
        label="Tugas saya",
        typed="daftar peran; tugas setiap jabatan; peran siapa saja",
    ),
    Page(
        "/tugas",
        "roles.duties_page",
        "Siapa melakukan apa",
        "Tugas setiap peran pada setiap tahap, dengan pasalnya.",
        frame=Frame.WIDE,
        typed="siapa melakukan apa; matriks tugas; pembagian tugas; tabel tugas; siapa bertanggung jawab",
    ),
    Page(
        "/alur",
        "case.case_path_page",
        "Alur penanganan",
        "Dari kecurigaan pertama sampai pulih kembali, langkah demi langkah.",
        holds="steps",
        typed="alur; bagan; skema penanganan; diagram alur; sop penanganan kasus; prosedur penanganan korban; alur "
        "kasus; langkah penanganan",
    ),
    Page(
        "/langkah",
        "case.question_page",
        "Langkah berikutnya",
        "Beberapa pertanyaan singkat.",
        label="Apa yang terjadi?",
        has_contacts=True,
        is_neutral=True,
        typed="apa yang terjadi pada saya; saya harus bagaimana; bingung harus apa; tidak tahu harus ke mana; bantu "
        "saya memutuskan; langkah selanjutnya",
    ),
    Page(
        "/tentang",
        "",
        "Tentang portal ini",
        is_in_foot=True,
        typed="siapa pembuat situs ini; tentang situs; siapa pengelola portal",
    ),
    Page(
        "/cetak",
        "prints.paper_page",
        "Cetak",
        "Lembar, buku saku, poster, kartu, dan paket pelatih.",
        frame=Frame.NONE,
        typed="cetak; print; buku saku; brosur; leaflet; selebaran; poster; spanduk; kartu; bahan pelatihan; bahan "
        "sosialisasi; materi penyuluhan; unduh pdf; download; fotokopi; lembar; buku saku rt desa; buku saku "
        "kecamatan; paket pelatih",
    ),
    Page(
        "/cetak/lembar/kontak",
        "prints.contacts_page",
        "Nomor bantuan",
        "Nomor layanan yang dapat dihubungi.",
        note="Semua nomor dengan sumber dan tanggalnya.",
        frame=Frame.POSTER,
        book="kontak",
        has_contacts=True,
        is_neutral=True,
        typed="lembar nomor bantuan; cetak nomor",
    ),
    Page(
        "/hak",
        "tables.rights_page",
        "Hak Anda",
        "Hak, siapa yang harus memenuhinya, kapan, dan bila ditolak.",
        name="Hak korban, saksi, dan pelapor",
        holds="rights",
        book="hak",
        is_neutral=True,
        typed="daftar hak korban; hak saksi; hak pelapor; hak hak",
    ),
    Page(
        "/tenggat",
        "tables.deadlines_page",
        "Batas waktu",
        "Batas waktu yang menyentuh korban, saksi, dan petugas daerah, dan siapa yang terikat. Kekerasan seksual di "
        "sini termasuk perdagangan orang untuk eksploitasi seksual.",
        holds="deadlines",
        book="tenggat",
        typed="batas waktu; tenggat; deadline; berapa lama; paling lambat; jangka waktu; berapa hari",
    ),
    Page(
        "/sanksi",
        "penalties.penalties_page",
        "Sanksi",
        "Ancaman pidana UU 21/2007: tertulis tahun 2007 dan berlaku sekarang.",
        holds="penalties",
        book="sanksi",
        is_in_foot=True,
        typed="tabel hukuman; tabel sanksi; daftar sanksi; ancaman pidana; hukuman setiap pasal; denda dan penjara",
    ),
    Page(
        "/catatan-hukum",
        "tables.register_page",
        "Catatan hukum",
        "Pertanyaan hukum yang belum terjawab dan teks yang belum dicocokkan.",
        holds="questions",
        is_in_foot=True,
        typed="pertanyaan hukum terbuka; teks yang belum cocok; keraguan hukum; belum dicocokkan",
    ),
    Page(
        "/tanda",
        "legend.legend_page",
        "Arti tanda",
        "Kata dan tanda yang dipakai portal ini, dan apa artinya.",
        is_in_foot=True,
        typed="arti tanda; arti simbol; apa itu berlaku dengan perubahan; apa itu kutipan; arti dicabut; "
        "keterangan tanda; legenda; arti acuan dialihkan; arti pidana disesuaikan",
    ),
    Page(
        "/keamanan",
        "",
        "Menjaga keamanan Anda",
        is_in_foot=True,
        typed="hapus riwayat; menghapus jejak; aman membuka situs ini; ponsel saya diperiksa; mode penyamaran; "
        "keluar cepat; sembunyikan halaman; suami memeriksa ponsel; majikan periksa hp; hp saya dicek terus; aman kah "
        "buka situs ini; apakah situs ini mencatat saya; dia memantau ponsel saya; takut ketahuan membuka ini",
    ),
    Page(
        "/cek",
        "receipts.receipt_page",
        "Masih berlaku?",
        "Periksa apakah cetakan masih sesuai isi portal.",
        frame=Frame.NONE,
        typed="cek cetakan; kode cetakan; masih berlaku; cetakan lama; nomor pada cetakan",
    ),
    Page(
        "/cetak/poster/nomor",
        "prints.poster_page",
        "Nomor bantuan",
        "Poster nomor bantuan.",
        name="Poster nomor bantuan",
        note="A4 atau A3, dengan tempat untuk nomor setempat.",
        frame=Frame.POSTER,
        sizes=MappingProxyType({"poster": "A4", "a3": "A3"}),
        has_contacts=True,
        typed="poster; poster nomor; tempel di balai desa; a3",
    ),
    Page(
        "/cetak/kartu/nomor",
        "prints.cards_page",
        "Nomor penting",
        "Kartu nomor penting.",
        name="Kartu dompet",
        note="Delapan kartu berjudul netral pada satu lembar A4.",
        frame=Frame.POSTER,
        sizes=MappingProxyType({"kartu": "A4"}),
        has_contacts=True,
        is_neutral=True,
        typed="kartu; kartu dompet; kartu nomor; kartu saku",
    ),
    Page(
        "/cetak/poster/gambar",
        "prints.picture_poster_page",
        "Kenali dan tolong",
        "Poster gambar: tanda, langkah pertama, nomor bantuan.",
        name="Poster gambar",
        note="Dua belas tanda dan langkah pertama dalam gambar, A4 atau A3.",
        frame=Frame.POSTER,
        sizes=MappingProxyType({"poster": "A4", "a3": "A3"}),
        holds="emergencies",
        part_of="/panduan/kenali-tanda#tanda-yang-perlu-anda-perhatikan",
        has_contacts=True,
        typed="poster gambar; gambar tanda; poster untuk yang tidak bisa membaca; gambar perdagangan orang; piktogram",
    ),
    Page(
        "/cetak/kartu/gambar",
        "prints.picture_cards_page",
        "Kartu gambar",
        "Kartu bergambar: tanda, langkah pertama, hak.",
        note="Satu gambar satu kartu, digunting; untuk sosialisasi dan pelatihan.",
        frame=Frame.POSTER,
        sizes=MappingProxyType({"kartu": "A4"}),
        holds="emergencies",
        part_of="/panduan/kenali-tanda#tanda-yang-perlu-anda-perhatikan",
        typed="kartu gambar; kartu bergambar; kartu pelatihan; kartu tanda",
    ),
    Page(
        "/cetak/lembar/tanda",
        "prints.signs_page",
        "Kenali tanda-tandanya",
        name="Lembar tanda",
        note="Tanda yang perlu diperhatikan, satu lembar.",
        frame=Frame.POSTER,
        holds="emergencies",
        part_of="/panduan/kenali-tanda#tanda-yang-perlu-anda-perhatikan",
        has_contacts=True,
        typed="lembar tanda; dua belas tanda; ciri ciri korban lembar",
    ),
)

FOLDERS: tuple[Folder, ...] = (
    Folder("/panduan/", "guides.guide_page", "guides", "p"),
    Folder("/peran/", "roles.role_page", "roles", "r"),
    Folder("/tanya/", "answers.answer_page", "answers"),
    Folder("/", "guides.plain_page", "pages"),
    Folder("/cetak/pelatih/", "kits.trainer_kit_page", "kits", frame=Frame.NONE),
    Folder("/cetak/surat/", "letters.letter_page", "wanted", frame=Frame.LETTER),
)

BY_PATH: Mapping[str, Page] = MappingProxyType({page.path: page for page in PAGES})
MENU = tuple(BY_PATH[path] for path in ("/bantuan", "/langkah", "/peran", "/peraturan", "/cetak"))
BY_BOOK_WORD: Mapping[str, Page] = MappingProxyType({page.book: page for page in PAGES if page.book})


def unit_of(path: str) -> str:
    """Return the unit of print that stands at a path: `/tenggat` → `tenggat`, `/cetak/pelatih/x` → `pelatih/x`."""
    return path.removeprefix("/cetak").strip("/")


def folder_of(path: str) -> Folder | None:
    """Return the folder that a path may be a page of, the longest that fits; None when there is none."""
    fitting = [folder for folder in FOLDERS if folder.slug(path)]
    return max(fitting, key=lambda folder: len(folder.begins), default=None)


def row_of(path: str) -> Page | Folder | None:
    """Return the row that tells of a path: its own, its folder's, or that of the fixed page just above it."""
    return BY_PATH.get(path) or folder_of(path) or BY_PATH.get(path.rpartition("/")[0])


def frame_of(path: str) -> Frame:
    """Return how the page at a path stands on paper; pages of the law, which no row names, stand upright."""
    row = row_of(path)
    return row.frame if row else Frame.SHEET
