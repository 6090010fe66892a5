"""Kinds of law and regions: the tables hold together, and whatever they hold can be named, cited, typed and guessed."""

from pathlib import Path

import pytest
from samples import FRONT, ROOT, SOUND, law, write_files

from portal import citation, kinds
from portal.address import Address, guess
from portal.kinds import DISTRICTS, KINDS, MINISTRIES, REGIONS, InstrumentKind, Level
from portal.reading.library import Library
from portal.reading.reader import read
from portal.search.cite import CitationReader


def works(kind: InstrumentKind) -> list[str]:
    """Return a work of a kind for each region or ministry that makes it."""
    if kind.only_work:
        return [kind.only_work]
    regions = [region.slug for region in REGIONS.values() if region.level in kind.levels]
    village = ["desa-muara-badak-ulu"] if Level.VILLAGE in kind.levels else []
    makers = [*MINISTRIES] if kind.has_ministry else [*regions, *village]
    number = "357-k-279" if kind.is_decree else "4"
    return [f"{kind.token}/{maker}/2016/{number}" for maker in makers] or [f"{kind.token}/2016/{number}"]


ALL = [work for kind in KINDS.values() for work in works(kind)]


def library_of(folder: Path, *files: tuple[str, str, str]) -> Library:
    """Return a library of small laws, each given as its work, its number and a region."""
    texts = {}
    for work, number, region in files:
        front = FRONT.replace("jenis: UU", f"jenis: {work.split('/')[0]}")
        front = front.replace('nomor: "1"', f'nomor: "{number}"').replace('"1999"', f'"{work.split("/")[-2]}"')
        front = front.replace("judul:", f"wilayah: {region}\njudul:") if region else front
        texts[f"regulations/{work}.md"] = law(SOUND, front)
    library, problems = read(write_files(folder, texts))
    assert [] == problems
    return library


@pytest.mark.parametrize("work", ALL)
def test_a_work_is_cited_by_the_names_it_bears(work: str, tmp_path: Path) -> None:
    """What an instrument is called, short and in full, is read back as its address, whatever its kind and maker."""
    number = "NRI" if work.startswith("uud") else "357/K.279/2016" if "-k-" in work else "4"
    region = kinds.region_of(kinds.issuer_of(work)) if kinds.kind_of(work).levels else None
    library = library_of(tmp_path, (work, number, region.long if region else ""))
    instrument = library.instruments[work]
    for name in (instrument.short_citation, instrument.standard_citation):
        found = citation.find(f"Lihat Pasal 2 {name}.")
        assert [(f"Pasal 2 {name}", f"{work}/pasal-2")] == [(c.words, str(c.target)) for c in found]
        assert (Address.parse(f"{work}/pasal-2"),) == CitationReader([work], [], {}).read(
            f"pasal 2 {name.lower()}"
        ).addresses


@pytest.mark.parametrize(
    "work", [work for work in ALL if not work.startswith(("uud", "permen", "perdes")) and "-k-" not in work]
)
def test_a_work_in_one_word_is_guessed(work: str) -> None:
    """`/perda-samarinda-4-2016` leads to the address, whatever the kind and region."""
    token, *maker, year, number = work.split("/")
    assert f"/{work}" == guess("/" + "-".join([token, *maker, number, year]))


def test_a_provision_of_a_perppu_resolves_when_the_text_is_here(tmp_path: Path) -> None:
    """Pasal 2 Perppu 1/2002 leads to the text, in a sentence and in a search."""
    library = library_of(tmp_path, ("perppu/2002/1", "1", ""))
    target = citation.find("menurut Pasal 2 Perppu 1/2002")[0].target
    assert target is not None
    assert ("/perppu/2002/1/pasal-2", "Pasal 2 Perppu 1/2002") == (
        library.href(target),
        citation.cite(target, library.instruments["perppu/2002/1"]),
    )


@pytest.mark.parametrize(
    ("typed", "work"),
    [
        ("perda 4/2016", "perda/kaltim/2016/4"),
        ("perda kota samarinda no 4 thn 2016", "perda/samarinda/2016/4"),
        ("perda kab. kutim 4/2016", "perda/kutai-timur/2016/4"),
        ("perda prov. kaltara 4/2016", "perda/kaltara/2016/4"),
        ("perda kota banjarmasin 4/2016", "perda/kota-banjarmasin/2016/4"),
        ("peraturan bupati berau nomor 4 tahun 2016", "perbup/berau/2016/4"),
        ("perbup 4/2016", "perbup/berau/2016/4"),
        ("perwako bontang 4/2016", "perwali/bontang/2016/4"),
        ("permen pppa 4/2016", "permen/pppa/2016/4"),
        ("permensos 4/2016", "permen/sosial/2016/4"),
        ("perpu 4 tahun 2016", "perppu/2016/4"),
    ],
)
def test_people_type_laws_of_any_maker(typed: str, work: str) -> None:
    """A region or ministry that is typed chooses between laws of one number; unsaid, the province's own is meant."""
    here = [
        "perda/samarinda/2016/4",
        "perda/kutai-timur/2016/4",
        "perda/kaltim/2016/4",
        "perda/kaltara/2016/4",
        "perda/kota-banjarmasin/2016/4",
        "perbup/berau/2016/4",
        "perwali/bontang/2016/4",
        "permen/pppa/2016/4",
        "permen/sosial/2016/4",
    ]
    assert (work,) == CitationReader(here, [], {}).read(typed).laws


def test_the_tables_hold_the_region() -> None:
    """Kaltim has ten districts and Kaltara the five that UU 20/2012 gave it; every district lies in a province."""
    own = {province: [r for r in REGIONS.values() if r.province == province] for province in ("kaltim", "kaltara")}
    assert (10, 5) == (len(own["kaltim"]), len(own["kaltara"]))
    assert [r.long for r in (*own["kaltim"], *own["kaltara"])] == list(DISTRICTS.values())
    provinces = {r.slug for r in REGIONS.values() if r.level is Level.PROVINCE}
    assert provinces == {r.province for r in REGIONS.values() if r.province}


def test_no_form_means_two_things() -> None:
    """A form of a law's name or of a region stands in one row, and addresses can hold every slug."""
    named = {(form.lower(), kind.token, ministry) for form, kind, ministry in kinds.forms()}
    regions = {(kinds.slugged(form), region.slug) for region in REGIONS.values() for form in region.forms}
    assert len(named) == len({form for form, *_ in named})
    assert len(regions) == len({form for form, _ in regions})
    assert all(Address.parse(f"perda/{slug}/2016/4") for slug in (*REGIONS, *MINISTRIES))


def test_the_handbook_names_every_kind_and_ministry() -> None:
    """Editors find each kind with its folder in the handbook's table, and every ministry."""
    handbook = (ROOT / "docs" / "panduan-penyunting.md").read_text("utf-8")
    rows = [f"| `{kind.token}` | {kind.long} |" for kind in KINDS.values()]
    assert [] == [words for words in (*rows, *(f"`{slug}`" for slug in MINISTRIES)) if words not in handbook]
