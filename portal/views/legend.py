"""`/tanda`: what each mark of the portal says, in plain words."""

from dataclasses import dataclass

from portal.guidance import Force
from portal.model import GAP, LEFT_OUT, UNMATCHED, Confidence, Effect, TextState
from portal.views.edition import Edition
from portal.views.parts import EFFECT_WORDS, FORCE_WORDS, STATE_WORDS, STATUS_TONES, Head, head_of

_STATES = {
    TextState.FULL: "Seluruh peraturan ada di sini. “Dengan n celah”: sekian bagian hilang pada salinan sumber kami, "
    "dan tempatnya ditandai.",
    TextState.EXTRACT: "Sebagian pasal saja yang dimuat.",
    TextState.MISSING: "Bunyinya belum kami peroleh. Halaman hanya memuat hal yang diketahui, dengan sumbernya.",
}
_STANDINGS = {
    "Berlaku": "Mengikat pada hari yang Anda baca.",
    "Berlaku, dengan perubahan": "Mengikat, tetapi ada yang berubah. Perubahannya tertulis di atas bunyinya.",
    "Dicabut": "Tidak berlaku lagi, karena undang-undang lain mencabutnya.",
    "Dihapus": "Tidak berlaku lagi, karena dihapus dari undang-undangnya sendiri.",
    "Belum berlaku pada tanggal itu": "Sudah dibuat, tetapi belum mengikat pada hari yang Anda pilih.",
    "Belum ada pada tanggal itu": "Belum dibuat pada hari yang Anda pilih.",
    "Status belum dipastikan": "Kami belum tahu apakah masih berlaku. Tanyakan kepada Biro Hukum.",
}
_EFFECTS = {
    Effect.REPEALED: "Undang-undang lain mencabutnya.",
    Effect.DELETED: "Pasal ini dihapus dari undang-undangnya sendiri.",
    Effect.AMENDED: "Bunyinya diganti. Bunyi sebelumnya dibaca dengan memilih tanggal.",
    Effect.INSERTED: "Ditambahkan kemudian.",
    Effect.REFERENCE_MOVED: "Pasal ini menyebut pasal lain yang sudah dicabut; sebutan itu kini dibaca sebagai pasal "
    "penggantinya.",
    Effect.PENALTY_ADJUSTED: "Ancaman pidana yang tertulis kini dibaca lain, karena KUHP baru.",
}
_TEXT = (
    (GAP, "Di sini ada kata-kata yang hilang pada salinan yang kami pakai. Kami tidak mengarangnya."),
    (LEFT_OUT, "Di sini ada bagian peraturan yang tidak kami muat."),
    (UNMATCHED, "Bunyi ini belum dicocokkan dengan naskah resmi. Periksa dulu sebelum mengutip."),
    ("[sic]", "Salah tulis ada pada sumbernya, bukan pada kami."),
    ("¶", "Menyalin kutipan ayat itu."),
)
_FORCES = {
    Force.DUTY: "Harus dilakukan; undang-undang memakai kata wajib atau harus.",
    Force.TASK: "Undang-undang menyuruhnya, tanpa kata wajib.",
    Force.POWER: "Boleh dilakukan karena jabatan.",
    Force.RIGHT: "Boleh dituntut dari yang harus memenuhinya.",
    Force.MAY: "Boleh dilakukan, tidak harus.",
    Force.BAN: "Tidak boleh dilakukan.",
    Force.ADVICE: "Praktik baik menurut kami. Bukan hukum.",
}
_CONFIDENCES = {
    Confidence.HIGH: "Dibaca pada sumbernya sendiri, atau beberapa sumber sama.",
    Confidence.MEDIUM: "Satu sumber yang dapat dipercaya, belum dibandingkan.",
    Confidence.LOW: "Satu petunjuk saja. Periksa dulu.",
}


@dataclass(frozen=True)
class LegendGroup:
    """Marks of one kind, each with what it says."""

    name: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LegendPage:
    """`/tanda`: the marks by kind."""

    head: Head
    groups: tuple[LegendGroup, ...]


def legend_page(_: Edition) -> LegendPage:
    """Return the page that explains every mark."""
    groups = (
        ("Berlaku atau tidak", tuple((word, _STANDINGS[word]) for word in STATUS_TONES)),
        ("Yang terjadi pada sebuah pasal", tuple((EFFECT_WORDS[effect], words) for effect, words in _EFFECTS.items())),
        ("Seberapa lengkap naskahnya", tuple((STATE_WORDS[state], words) for state, words in _STATES.items())),
        ("Di dalam bunyi pasal", _TEXT),
        ("Sifat sebuah tugas", tuple((FORCE_WORDS[force], words) for force, words in _FORCES.items())),
        ("Keyakinan atas sebuah keterangan", tuple((str(level), words) for level, words in _CONFIDENCES.items())),
    )
    return LegendPage(head_of("/tanda"), tuple(LegendGroup(name, rows) for name, rows in groups))
