"""Indonesian words for search: one spelling, tokens, stems.

Takes text, gives tokens. The analysis is ours and the same for every engine; VERSION changes whenever tokens would.
Snowball errs on a few legal words (pelaku → pela, menteri → teri): those keep the stem given here.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

VERSION = 1
MAX_TOKEN = 40

_TOKEN = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_STEMMER = snowballstemmer.stemmer("indonesian")
_STOP = frozenset(
    """
    ada adalah agar akan apa apakah atas atau bagi bagaimana bahwa bila dalam dan dapat dari dengan di harus ialah ini
    itu jika juga ke kepada karena kalau maka mana oleh pada para saat saya sebagai secara sebagaimana siapa tentang
    telah terhadap tersebut untuk yaitu yakni yang
    """.split()
)
_SPELLINGS = {
    "perlindungan": "pelindungan",
    "beresiko": "berisiko",
    "resiko": "risiko",
    "trafiking": "trafficking",
    "traficking": "trafficking",
    "hak-hak": "hak",
}
_STEMS = {
    "pelaku": "pelaku",
    "berlaku": "berlaku",
    "diberlakukan": "berlaku",
    "menteri": "menteri",
    "kementerian": "menteri",
    "perintah": "perintah",
    "memerintahkan": "perintah",
    "pemerintah": "pemerintah",
    "pemerintahan": "pemerintah",
    "penguasa": "kuasa",
    "kekuasaan": "kuasa",
    "menentukan": "tentu",
    "ketentuan": "tentu",
    "pengadilan": "pengadilan",
    "peradilan": "peradilan",
    "keadilan": "adil",
    "penyidik": "sidik",
    "penyidikan": "sidik",
}


def normalise(text: str) -> str:
    """Return text in one spelling: NFKC, lower case, control and format characters gone, white space single."""
    folded = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in folded)
    kept = "".join(c for c in kept if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    return " ".join(kept.split())


def tokens(text: str) -> list[str]:
    """Return the words of a text in order, in their usual spelling, stop words included."""
    return [_SPELLINGS.get(word, word)[:MAX_TOKEN] for word in _TOKEN.findall(normalise(text))]


def content_words(text: str) -> list[str]:
    """Return the words of a text that carry meaning; all of them when every one is a stop word."""
    found = tokens(text)
    return [word for word in found if word not in _STOP] or found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of one token."""
    return _STEMS.get(word) or str(_STEMMER.stemWord(word))


def spans(text: str) -> list[tuple[int, int, str]]:
    """Return every word of a text as shown: start, end, token; for marking what was found."""
    found = []
    for match in _TOKEN.finditer(text):
        word = normalise(match.group())
        found.append((match.start(), match.end(), _SPELLINGS.get(word, word)[:MAX_TOKEN]))
    return found
