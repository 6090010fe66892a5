"""What can go wrong, and how it is said to people.

    PortalError            one sentence for the person at the keyboard; knows its exit code
      ContentErrors        the content has faults: all of them at once, as Problems
      SettingsError        a setting from the command line or environment cannot be used

A Problem is the only shape of bad content: file, line, code, what is wrong, how to mend it. The words are Indonesian,
because editors read them.
"""

import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """The name of each rule that content can break, with what it means to editors.

    The table in docs/panduan-penyunting.md is this list; a test compares them.
    """

    meaning: str

    def __new__(cls, name: str, meaning: str) -> "Code":
        """Make a member that is its name and knows its meaning."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.meaning = meaning
        return member

    HURUF = "HURUF", "Berkas bukan teks UTF-8. Simpan ulang sebagai UTF-8"
    GANTI_BARIS = "GANTI-BARIS", "Naskah memakai ganti baris Windows (CRLF). Simpan ulang dengan LF"
    BERKAS_DILEWATI = "BERKAS-DILEWATI", "Berkas tersembunyi atau buatan sistem dilewati; isinya tidak tampil"
    DATA_KEPALA = "DATA-KEPALA", "Kepala berkas tidak ada atau tidak dapat dibaca"
    DATA_BENTUK = "DATA-BENTUK", "Data YAML tidak dapat dibaca; kesalahan lain di berkas itu dapat tertutup"
    DATA_DAFTAR = "DATA-DAFTAR", "Berkas data bukan daftar"
    DATA_GANDA = "DATA-GANDA", "Satu kunci ditulis dua kali"
    DATA_ISI = "DATA-ISI", "Kunci tidak dikenal, hilang, atau isinya keliru"
    ALAMAT_BERKAS = "ALAMAT-BERKAS", "Letak berkas tidak cocok dengan isinya, atau berkas tidak dibaca karena namanya"
    ALAMAT_GANDA = "ALAMAT-GANDA", "Satu alamat dipakai dua kali, juga di `.proof.yaml`"
    NOMOR_GANDA = "NOMOR-GANDA", "Satu nomor dipakai dua kali"
    NOMOR_LONCAT = "NOMOR-LONCAT", "Nomor melompat. Mungkin ada baris yang menempel"
    SEBUTAN_BERSAMA = "SEBUTAN-BERSAMA", "Sebutan bersama hanya ada pada satu peraturan"
    SEBUTAN_GANDA = "SEBUTAN-GANDA", "Sebutan sudah dipakai peraturan lain"
    NASKAH_ISI = "NASKAH-ISI", "`naskah` tidak sesuai isi berkas"
    NASKAH_COCOK = "NASKAH-COCOK", "`pencocokan` belum ditulis"
    TANGGAL = "TANGGAL", "Tanggal tidak berurutan, atau masih akan datang"
    KOSONG = "KOSONG", "Ketentuan tidak berisi teks"
    JUDUL = "JUDUL", "Baris `#` tidak dikenal sebagai judul"
    SPASI = "SPASI", "Ada tab atau spasi di akhir baris, atau berkas tidak berakhir dengan satu ganti baris"
    TEKS_POLOS = "TEKS-POLOS", "Ada tanda tebal, tautan, atau HTML dalam naskah"
    PENJELASAN_SASARAN = "PENJELASAN-SASARAN", "Penjelasan tanpa pasal"
    PENJELASAN_HILANG = "PENJELASAN-HILANG", "Pasal tanpa penjelasan"
    MANIFES = "MANIFES", "Naskah berubah, tetapi manifes belum"
    PERISTIWA = "PERISTIWA", "Alamat di `.events.yaml` tidak ada"
    PERISTIWA_BUNYI = "PERISTIWA-BUNYI", "Perubahan tanpa bunyi di sisi lainnya, atau berkas bunyinya tidak cocok"
    COCOK_SASARAN = "COCOK-SASARAN", "Alamat di `.proof.yaml` tidak ada"
    COCOK_TANDA = "COCOK-TANDA", "Tanda di `.proof.yaml` tidak sesuai naskah"
    HUBUNGAN = "HUBUNGAN", "Alamat di `melaksanakan`, `menggantikan`, atau `kategori_denda` tidak ada"
    PERBAIKAN = "PERBAIKAN", "Alamat di `perbaikan.yaml` tidak ada"
    KUTIPAN_MATI = "KUTIPAN-MATI", "Sitasi menunjuk ketentuan yang tidak ada"
    KUTIPAN_TANPA_PERATURAN = "KUTIPAN-TANPA-PERATURAN", "Sitasi tidak menyebut peraturannya"
    PANDUAN_JUDUL = "PANDUAN-JUDUL", "Panduan memakai judul yang tidak boleh ada, atau judul tanpa kata"
    PANDUAN_HTML = "PANDUAN-HTML", "Ada HTML di panduan"
    PANDUAN_HILANG = "PANDUAN-HILANG", "Gambar, tautan, atau baris di panduan tidak akan tampak di halaman"
    PANDUAN_NOMOR = "PANDUAN-NOMOR", "Daftar bernomor di panduan tidak mulai dari 1"
    PANDUAN_LEMBAR = "PANDUAN-LEMBAR", "Bagian panduan yang dicetak sebagai lembar tidak ada lagi"
    SANKSI = "SANKSI", "Baris di `sanksi.yaml` tidak terbukti dari pasalnya"
    CATATAN_HUKUM = "CATATAN-HUKUM", "Pertanyaan menunjuk bagian yang tidak ada"
    CATATAN_UMUR = "CATATAN-UMUR", "Pertanyaan sudah lama terbuka"
    KONTAK_UMUR = "KONTAK-UMUR", "Nomor bantuan sudah lama tidak diperiksa"
    KONTAK_NOMOR = "KONTAK-NOMOR", "Nomor ditulis dalam teks, salah bentuk, atau disebut dengan nama yang tidak ada"
    KONTAK_MANIFES = "KONTAK-MANIFES", "Nomor bantuan berubah tanpa sumber, tanggal, atau manifes baru"
    TUGAS_DASAR = "TUGAS-DASAR", "`dasar` tidak ada, atau bukan tepat satu"
    TUGAS_KUTIPAN = "TUGAS-KUTIPAN", "`kutipan` tidak sama kata demi kata"
    TUGAS_SIFAT = "TUGAS-SIFAT", "Kutipannya tidak memuat kata yang diminta `sifat`"
    TUGAS_PELAKU = "TUGAS-PELAKU", "Pelaku dalam kutipannya bukan peran itu"
    TUGAS_WAKTU = "TUGAS-WAKTU", "Kutipannya menyebut waktu, tetapi baris itu tidak punya `dalam`"
    TUGAS_TAHAP = "TUGAS-TAHAP", "Baris tugas sebuah peran tidak punya `tahap`"
    TUGAS_ULANG = "TUGAS-ULANG", "Peran itu mengulang tugas dari peran di `berlaku_juga`"
    TUGAS_DICABUT = "TUGAS-DICABUT", "Dasarnya sudah dicabut"
    PERAN = "PERAN", "Baris menunjuk peran atau kontak yang tidak ada"
    TENGGAT = "TENGGAT", "Batas waktu menunjuk pertanyaan yang tidak ada"
    ALUR = "ALUR", "Langkah menunjuk langkah atau dasar yang tidak ada"
    TANYA = "TANYA", "Pertanyaan bantu menunjuk pertanyaan, panduan, atau kontak yang tidak ada, atau terlalu panjang"
    JAWABAN = (
        "JAWABAN",
        "Jawaban tertulis terlalu panjang, menunjuk yang tidak ada atau sudah dicabut, atau kurang `kata`",
    )
    DARURAT = "DARURAT", "Satu dari dua bentuk di `darurat.yaml` tidak ada, atau ada dua kali"
    GAMBAR = "GAMBAR", "Gambar tidak ada, tidak dipakai, atau berkasnya memuat yang bukan bentuk"
    BAHASA = "BAHASA", "Kalimat bagi warga terlalu panjang"
    LAKI_LAKI = "LAKI-LAKI", "Jalan ke UPTD PPA tidak menyebut ke mana laki-laki dewasa pergi"
    ISTILAH = "ISTILAH", "Istilah tidak didefinisikan peraturan mana pun dan tidak punya dasar"
    SINONIM = "SINONIM", "`cari` memuat kata yang tidak ada di naskah mana pun"
    TOPIK = "TOPIK", "Pasal, panduan, atau peran sebuah topik tidak ada, atau pasalnya dicabut tanpa pengganti di depan"
    KIT_WAKTU = "KIT-WAKTU", "Menit acara tidak sama dengan menit sesi"
    KIT_KUIS = "KIT-KUIS", "Kuis bukan sepuluh soal, atau jawabannya tidak ada di pilihan"
    KIT_DASAR = "KIT-DASAR", "Dasar jawaban kuis tidak ada atau sudah dicabut"
    KIT_KUTIPAN = "KIT-KUTIPAN", "Kutipan jawaban kuis tidak sama kata demi kata"
    BUKU_ISI = "BUKU-ISI", "Buku saku siap pakai memuat bagian yang tidak ada, atau terlalu panjang"
    ISI_KOSONG = "ISI-KOSONG", "Folder isi tidak memuat peraturan"


class Severity(StrEnum):
    """How much a problem weighs: a fault stops the portal, a warning does not.

    What is overdue is a warning that grew old. Who asks for strict ages takes it for a fault; nobody else does, for no
    site and no test may fail because a day passed.
    """

    FAULT = "salah"
    OVERDUE = "lewat waktu"
    WARNING = "peringatan"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of the content: where it is, what is wrong, and how to mend it."""

    file: str
    line: int
    code: Code
    message: str
    hint: str
    severity: Severity = Severity.FAULT

    def __str__(self) -> str:
        """Return two lines: `file:line: CODE message` and the hint below it."""
        kind = "" if self.severity is Severity.FAULT else f"({self.severity}) "
        return f"{self.file}:{self.line}: {self.code} {kind}{self.message}\n  saran: {self.hint}"


def summary(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each rule that gave warnings: how many, what it means, and where the first stands."""
    by_code: dict[Code, list[Problem]] = {}
    for problem in sorted(problems):
        by_code.setdefault(problem.code, []).append(problem)
    for code, found in by_code.items():
        old = sum(1 for problem in found if problem.severity is Severity.OVERDUE)
        kinds = f"{Severity.WARNING}, {old} {Severity.OVERDUE}" if old else f"{Severity.WARNING}"
        yield f"{code} ({len(found)} {kinds}): {code.meaning}. Pertama di {found[0].file}:{found[0].line}."


class PortalError(Exception):
    """A failure that can be told in one sentence; `exit_code` is what the command line returns."""

    exit_code = 1


class ContentErrors(PortalError):
    """The content cannot be published; `problems` holds every fault found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take all faults of one run."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SettingsError(PortalError):
    """A setting has a value that cannot be used; the message names the setting and quotes the value."""

    exit_code = 2


def told(error: Exception) -> str:
    """Return what to say of an error: its sentence, or where the program failed when it is none that we expect."""
    if isinstance(error, PortalError):
        return str(error)
    return "".join(traceback.format_exception(error)).rstrip()
