"""Indonesian words for search: one spelling, tokens, stems.

Takes text, gives tokens. The analysis is ours and the same for every engine; VERSION changes whenever tokens would,
and a stored index of another version is built anew. Snowball errs on legal words (pelaku → pela, menteri → teri):
those keep the stem given here.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from portal.search import amounts
from portal.search.spellings import SPELLINGS

VERSION = 4
MAX_TOKEN = 40

# A word said twice is one word ("hak-hak", "anak- anak"); a hyphen before white space is a broken line ("perlin-
# dungan"). No pattern is nested, so reading takes linear time.
_LETTERS = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"(?P<amount>(?<![\w.,]){amounts.PATTERN}(?![\w]))"
    rf"|(?P<said>{_LETTERS}{{2,40}})-\s?(?P=said)(?P<ending>{_LETTERS}{{0,6}})(?!\w)"
    rf"|(?P<head>{_LETTERS}{{2,40}})-\s+(?P<tail>{_LETTERS}{{2,40}})"
    r"|[^\W_]+(?:\.[^\W_]+)*",
    re.IGNORECASE,
)
_SAID_TWICE = re.compile(r"([a-z]{3,})2")  # "anak2", as people type it
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")  # "tolooong"
_SHORTENED = re.compile(r"(?:[a-z]\.)+[a-z]")  # "t.p.p.o"
# Dashes and quotation marks of every kind read as what they mean.
_SAME = {
    **dict.fromkeys(map(chr, (8208, 8209, 8210, 8211, 8212, 8213, 8722, 65123, 65293)), "-"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
}
_STEMMER = snowballstemmer.stemmer("indonesian")
_STOP = frozenset(
    """
    ada adalah agar akan aku anda apa apakah atas atau bagaimana bagi bahwa bila bisa boleh bolehkah buat dalam dan
    dapat dapatkah dari darimana dengan di dia dimana dong gimana harus haruskah ialah ingin ini itu itulah jadi
    jika juga kah kalau kami karena ke kemana kepada kita kok lah lalu maka mana mau mereka mohon nih oleh pada para
    saat saja saya sebagai sebagaimana secara sedang siapa siapakah sih sini soal sudah supaya tanya telah tentang
    terhadap tersebut tolong untuk waktu ya yaitu yakni yang
    """.split()
)
_STEMS = {
    word: root
    for root, words in {
        "adil": "keadilan adil",
        "ajar": "pelajar pengajar pengajaran",
        "aju": "pengajuan mengajukan diajukan ajukan",
        "alas": "alasan beralasan",
        "anak": "anak anaknya",
        "ancam": "ancaman mengancam diancam terancam",
        "antar": "antar mengantar pengantar",
        "awas": "pengawasan mengawasi diawasi awasi pengawas",
        "bantu": "bantuan membantu pembantuan dibantu pembantu",
        "berat": "pemberatan memperberat diperberat berat",
        "berlaku": "berlaku diberlakukan pemberlakuan keberlakuan",
        "budak": "budak perbudakan diperbudak memperbudak",
        "bujuk": "bujuk membujuk bujukan dibujuk",
        "denda": "denda didenda",
        "didik": "pendidikan mendidik pendidik",
        "gaji": "gaji digaji penggajian",
        "ganti": "ganti mengganti pengganti penggantian diganti",
        "gugat": "gugatan menggugat penggugat digugat",
        "guna": "guna menggunakan penggunaan digunakan pengguna",
        "hukum": "hukum hukuman dihukum menghukum",
        "jaring": "jaringan jejaring berjejaring",
        "jual": "jual dijual menjual penjualan penjual jualan",
        "kantor": "kantor berkantor",
        "kelompok": "kelompok berkelompok",
        "keluarga": "keluarga keluarganya berkeluarga sekeluarga",
        "kembali": "kembali mengembalikan pengembalian dikembalikan kembalikan",
        "kerja": "kerja pekerjaan bekerja pekerja mempekerjakan dipekerjakan",
        "kirim": "kirim mengirim pengiriman dikirim pengirim kirimkan dikirimkan mengirimkan",
        "koordinasi": "koordinasi mengoordinasikan dikoordinasikan koordinator",
        "korban": "korban korbannya",
        "korporasi": "korporasi",
        "kuasa": "kuasa kekuasaan penguasa menguasai dikuasai",
        "kuat": "kuat penguatan menguatkan",
        "lapor": "lapor laporan melapor melaporkan pelapor pelaporan dilaporkan",
        "lari": "lari melarikan pelarian dilarikan",
        "lindung": "pelindungan perlindungan melindungi lindungi dilindungi pelindung terlindungi",
        "masalah": "masalah permasalahan",
        "mati": "mati kematian matinya",
        "menteri": "menteri kementerian",
        "milik": "milik pemilik dimiliki memiliki",
        "nikah": "nikah menikah pernikahan dinikahi dinikahkan menikahkan",
        "nilai": "nilai penilaian menilai",
        "paksa": "paksa memaksa dipaksa paksaan terpaksa pemaksaan",
        "palsu": "palsu memalsukan dipalsukan pemalsuan pemalsu",
        "pelaku": "pelaku",
        "pemerintah": "pemerintah pemerintahan",
        "pendapatan": "pendapatan",
        "pengadilan": "pengadilan",
        "penjara": "penjara dipenjara memenjarakan",
        "peradilan": "peradilan",
        "periksa": "periksa pemeriksaan memeriksa diperiksa",
        "perintah": "perintah memerintahkan diperintahkan",
        "perkosa": "perkosa diperkosa pemerkosaan memperkosa perkosaan",
        "pesan": "pesan memesan pesanan pemesan",
        "pidana": "pidana dipidana pemidanaan terpidana kepidanaan",
        "psikologi": "psikolog psikologis psikologi",
        "pulang": "pulang pemulangan memulangkan dipulangkan kepulangan",
        "pulih": "pulih pemulihan memulihkan dipulihkan",
        "rahasia": "rahasia kerahasiaan dirahasiakan merahasiakan",
        "rawat": "rawat perawatan merawat dirawat perawat",
        "rekam": "rekaman merekam perekaman direkam terekam",
        "rekrut": "rekrut perekrutan merekrut direkrut perekrut",
        "rencana": "rencana merencanakan perencanaan direncanakan",
        "sadap": "sadap menyadap penyadapan disadap",
        "saksi": "saksi kesaksian bersaksi",
        "sandera": "sandera disandera penyanderaan",
        "sekap": "sekap disekap menyekap penyekapan",
        "selundup": "selundup penyelundupan menyelundupkan diselundupkan penyelundup",
        "sembunyi": "sembunyi menyembunyikan disembunyikan penyembunyian bersembunyi",
        "serang": "serang menyerang penyerangan diserang",
        "setuju": "setuju persetujuan menyetujui disetujui",
        "sidik": "penyidik penyidikan menyidik disidik",
        "sita": "sita menyita penyitaan disita",
        "tahan": "tahan ditahan menahan penahanan tahanan",
        "tahu": "tahu mengetahui diketahui pengetahuan",
        "ketahuan": "ketahuan",
        "tampung": "tampung menampung penampungan ditampung",
        "tangan": "penanganan menangani ditangani",
        "tentu": "tentu ketentuan menentukan ditentukan",
        "terima": "terima menerima penerimaan diterima penerima",
        "terjemah": "terjemah penerjemah diterjemahkan terjemahan penterjemah",
        "teror": "teror diteror meneror",
        "tetangga": "tetangga bertetangga",
        "tipu": "tipu menipu ditipu penipuan penipu tertipu",
        "titip": "titip dititipkan penitipan menitipkan",
        "tolong": "tolong menolong ditolong pertolongan penolong",
        "tugas": "tugas petugas bertugas penugasan",
        "tuntut": "tuntut menuntut penuntutan dituntut penuntut tuntutan",
        "untung": "untung keuntungan",
        "urus": "urus mengurus pengurus pengurusan urusan",
        "utang": "utang berutang",
    }.items()
    for word in words.split()
}


def normalise(text: str) -> str:
    """Return text in one spelling: NFKC, lower case, control and format characters gone, white space single."""
    if text.isascii() and text.isprintable():  # as most are; all that follows would leave it as it is
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text).lower()
    odd = {character for character in set(folded) if not (character.isascii() and character.isprintable())}
    return " ".join(folded.translate({ord(character): _meant(character) for character in odd}).split())


@lru_cache(maxsize=1024)
def _meant(character: str) -> str:
    """Return what a character means that is no printable ASCII: a digit or mark in ASCII, a space, itself, nothing."""
    if character in _SAME:
        return _SAME[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category in ("Cf", "Cs", "Co", "Cn") else character


def tokens(text: str) -> list[str]:
    """Return the words of a text in order, in their usual spelling, stop words included."""
    return [_token(match) for match in _TOKEN.finditer(normalise(text))]


def content_words(text: str) -> list[str]:
    """Return the words of a text that carry meaning; all of them when every one is a stop word."""
    return meaningful(tokens(text))


def meaningful(words: list[str]) -> list[str]:
    """Return those of a text's words that carry meaning; all of them when every one is a stop word."""
    return [word for word in words if word not in _STOP] or words


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of one token."""
    bare = word[:-3] if word.endswith("nya") and len(word) > 6 else word
    return _STEMS.get(word) or _STEMS.get(bare) or str(_STEMMER.stemWord(bare))


def spans(text: str) -> list[tuple[int, int, str]]:
    """Return every word of a text as shown: start, end, token; for marking what was found."""
    return [(match.start(), match.end(), _token(match)) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str]) -> str:
    if match.lastgroup is None:  # nearly every word
        return _usual(match.group())
    if match["amount"]:
        return amounts.token(normalise(match["amount"]))
    if match["said"]:
        return _spelt(normalise(match["said"] + match["ending"]))
    return _spelt(normalise(match["head"] + match["tail"]))


@lru_cache(maxsize=65536)  # texts repeat few words very often
def _usual(written: str) -> str:
    """Return the token of one word as it is written."""
    word = normalise(written)
    twice = _SAID_TWICE.fullmatch(word)
    return _spelt(twice[1] if twice else word)


def _spelt(word: str) -> str:
    """Return a word in its usual spelling."""
    if _SHORTENED.fullmatch(word):
        word = word.replace(".", "")
    word = _DRAWN_OUT.sub(r"\1", word)
    return SPELLINGS.get(word, word)[:MAX_TOKEN]
