"""The command line: `portal serve | check | manifest | release | search | get`.

Parses options, calls, prints; holds no rules. Data goes to standard output, talk to standard error. Exit codes: 0
fine, 1 faults found, 2 wrong use. Its words are Indonesian, because editors and operators of the province read them.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import click

from portal.errors import ContentErrors, PortalError, SettingsError, Severity, summary
from portal.settings import Settings, today

if TYPE_CHECKING:
    from rich.console import Console

# A command imports what it needs when it runs: who asks for help waits for no web framework, nor who mistypes.


@cache
def _talk() -> "Console":
    """Return what talks to people, on standard error; words are printed as they are."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


@click.group(help="Portal hukum pencegahan perdagangan orang Kalimantan Timur.")
@click.option("--content", type=click.Path(path_type=Path), help="Folder isi (bawaan: folder content proyek).")
@click.pass_context
def _cli(context: click.Context, content: Path | None) -> None:
    settings = Settings.from_env(os.environ)
    context.obj = replace(settings, content=content) if content else settings


@_cli.command(epilog="Contoh: portal serve --host 0.0.0.0 --port 8080 --workers 2")
@click.option("--host", help="Alamat untuk didengarkan (PORTAL_HOST).")
@click.option("--port", type=click.IntRange(0, 65535), help="Nomor port (PORTAL_PORT).")
@click.option("--workers", type=click.IntRange(1, 64), help="Jumlah proses (PORTAL_WORKERS).")
@click.option("--watch", is_flag=True, help="Baca isi lagi setiap kali berkasnya berubah (untuk penyunting).")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None, workers: int | None, watch: bool) -> None:
    """Periksa isi, lalu layani situs. Tengah malam harinya berganti; SIGHUP membaca isi lagi."""
    from portal import processes, server
    from portal.web.turning import Turning

    settings = replace(
        settings,
        host=host or settings.host,
        port=settings.port if port is None else port,
        workers=workers or settings.workers,
    )
    listener = server.listen(settings)
    settings = server.found_at(settings, listener)
    application = Turning(settings, processes.say, server.health())
    following = processes.Following(application, settings, settings.content if watch else None)
    for line in (*following.start(lambda: _talk().status("Membuat halaman …")), *_short_of(settings)):
        click.echo(line, err=True)
    ready = partial(click.echo, f"Portal siap di {settings.socket or settings.local} (Ctrl-C untuk berhenti)", err=True)
    if settings.workers == 1:
        sys.exit(processes.alone(following, listener, ready))
    sys.exit(processes.Several(following, listener, settings.workers).run(ready))


@_cli.command(epilog="Contoh: PORTAL_CACHE=/var/cache/portal portal prepare   (sebelum mulai yang pertama)")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Hari yang ditampilkan (bawaan: hari ini di WITA).")
@click.option("--gently", is_flag=True, help="Beri jalan kepada proses lain.")
@click.pass_obj
def prepare(settings: Settings, day: datetime | None, gently: bool) -> None:
    """Buat semua halaman dan indeks di folder PORTAL_CACHE, supaya “portal serve” mulai seketika."""
    from portal import processes, server
    from portal.web.turning import Made, Turning

    _yield_to_others(gently)
    application, wanted = Turning(settings, processes.say, server.health()), day.date() if day else today()
    said = application.find(wanted)
    made = Made(application.identity, said) if said is not None else application.make(wanted)
    click.echo(processes.line_of(made), nl=False)
    sys.stdout.flush()
    if not made.identity:
        sys.exit(1)
    application.take(made, wanted)
    if application.is_unpacked:
        _yield_to_others(not gently)
        application.pack()


def _yield_to_others(is_wanted: bool) -> None:
    """Let other processes go first; a service may not change priorities (deploy/portal.service), and does as well."""
    with suppress(OSError):
        os.nice(5 if is_wanted else 0)  # a third of the time of who answers: more would starve it for minutes


def _short_of(settings: Settings) -> Iterator[str]:
    """Yield a sentence for each thing that prints would have here if somebody saw to it."""
    from portal.print import pdf

    if not settings.base_url:
        yield "Cetakan belum memuat alamat dan kode QR: jalankan dengan PORTAL_BASE_URL=https://alamat-umum-portal"
    if missing := pdf.missing():
        yield f"PDF belum dapat dibuat: {missing}"


@_cli.command(epilog="Contoh: portal check   atau   portal check --impact uu/2007/21/pasal-48")
@click.option("--impact", "address", help="Sebutkan semua yang bergantung pada satu ketentuan, lalu berhenti.")
@click.option("--warnings", "with_warnings", is_flag=True, help="Sebutkan setiap peringatan, bukan ringkasannya.")
@click.option("--strict-ages", is_flag=True, help="Anggap yang lewat waktu sebagai kesalahan.")
@click.pass_obj
def check(settings: Settings, address: str | None, with_warnings: bool, strict_ages: bool) -> None:
    """Periksa semua isi; sebutkan setiap kesalahan dengan berkas dan barisnya, lalu ringkasan peringatan."""
    from portal.checks import check as check_content

    if address is not None:
        _print_impact(settings, address)
        return
    with _talk().status("Memeriksa isi …"):
        library, problems = check_content(settings.content, today())
    fatal = {Severity.FAULT, Severity.OVERDUE} if strict_ages else {Severity.FAULT}
    faults = [problem for problem in problems if problem.severity in fatal]
    warnings = [problem for problem in problems if problem.severity not in fatal]
    for line in (*map(str, faults), *(map(str, warnings) if with_warnings else summary(warnings))):
        click.echo(line)
    _talk().print(
        f"{len(library.instruments)} peraturan, {len(library.provisions)} bagian, {len(library.guides)} panduan: "
        f"{len(faults)} kesalahan, {len(warnings)} peringatan."
    )
    if faults:
        sys.exit(1)


def _print_impact(settings: Settings, text: str) -> None:
    from portal.address import Address, AddressError
    from portal.reading.impact import dependents
    from portal.reading.reader import read

    library, _ = read(settings.content)
    try:
        address = Address.parse(text)
    except AddressError:
        address = None
    if address is None or not library.has(address):
        raise SettingsError(f"“{text}” bukan ketentuan di portal ini; tulis seperti uu/2007/21/pasal-48.")
    found = dependents(library, address)
    for line in found:
        click.echo(line)
    _talk().print(f"{len(found)} hal bergantung pada {text}.")


@_cli.command(epilog="Contoh: portal manifest   (setelah perubahan teks dicocokkan)")
@click.pass_obj
def manifest(settings: Settings) -> None:
    """Tulis ulang manifes: teks dan nomor bantuan yang sekarang dinyatakan benar."""
    from portal.reading import seals
    from portal.reading.reader import CONTACT_SEALS, CONTACTS, REGULATIONS, SEALS, read

    library, _ = read(settings.content)
    for work, instrument in library.instruments.items():
        path = settings.content / REGULATIONS / f"{work}{SEALS}"
        old, new = library.manifests[work], seals.seals(instrument, library.wordings[work])
        changed = [a for a in new.keys() | old.keys() if new.get(a) != old.get(a)]
        if changed:
            path.write_text(seals.dump(new), encoding="utf-8")
            _talk().print(f"{instrument.file}: {len(changed)} bagian baru, berubah, atau dihapus")
    unsourced = ", ".join(c.name for c in library.contacts if seals.is_unsourced(c, library.contact_seals))
    if unsourced:
        raise SettingsError(f"{CONTACTS}: nomor {unsourced} berubah; tulis juga “sumber” dan “diperiksa” yang baru.")
    path, text = settings.content / CONTACT_SEALS, seals.dump(seals.contact_seals(library.contacts))
    if dict(library.contact_seals) != seals.parse(text):
        path.write_text(text, encoding="utf-8")
        _talk().print(f"{path.name}: {len(library.contacts)} layanan")
    _talk().print("Manifes sudah sesuai dengan teks.")


@_cli.command(epilog="Contoh: portal release   (setiap kali isi yang baru mulai dilayani)")
@click.pass_obj
def release(settings: Settings) -> None:
    """Catat isi sekarang sebagai terbitan, supaya kode pada cetakannya dapat diperiksa kelak."""
    from portal.checks import publishable
    from portal.print import receipt
    from portal.reading.indexes import Days

    library, _ = publishable(settings.content, today())
    path = settings.content / receipt.LEDGER
    text = path.read_text("utf-8") if path.exists() else receipt.HEADING
    states = receipt.read(text)
    lines = receipt.release(states, receipt.units(Days(library).on(today())), today())
    if not lines:
        _talk().print("Isi tidak berubah sejak terbitan terakhir.")
        return
    path.write_text(text + lines, "utf-8")
    number = states[-1].number + 1 if states else 1
    _talk().print(
        f"Terbitan {number} dicatat di {path.name}: {len(lines.splitlines())} hal baru, berubah, atau dihapus."
    )


@_cli.command(epilog='Contoh: portal search "ganti rugi"   atau   portal search ps 48 ayat 1')
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def search(settings: Settings, words: tuple[str, ...]) -> None:
    """Cari di peraturan dan panduan."""
    from portal.checks import publishable
    from portal.reading.indexes import Days
    from portal.search.answer import Finder
    from portal.views.edition import Edition
    from portal.views.finding import SearchRequest, search_page

    library, _ = publishable(settings.content, today())
    edition = Edition(Days(library).on(today()), today())
    finder = Finder(edition.library, settings.search, settings.index)
    if finder.index.trouble:
        _talk().print(finder.index.trouble)
    page = search_page(edition, finder, SearchRequest(" ".join(words)))
    for said in (page.notice, f"Mungkin maksud Anda: {page.corrected.words}" if page.corrected else ""):
        if said:
            _talk().print(said)
    if page.answer:
        click.echo(f"{page.answer.question}  {page.answer.href}")
        for runs in (page.answer.sentences, page.answer.next_step):
            click.echo("  " + "".join(run.text for run in runs))
    for group in page.groups:
        click.echo(f"{group.words} ({group.count})")
        for row in (*group.hits, *group.folded):
            status = f" [{row.status}]" if row.status else ""
            click.echo(f"  {row.citation}{status}  {row.href}")
            shown = "".join(click.style(mark.text, bold=True) if mark.found else mark.text for mark in row.excerpt)
            click.echo(f"    {shown}{' (di Penjelasan)' if row.in_elucidation else ''}")
    if not page.total:
        sys.exit(1)
    shown_count = sum(len(group.hits) + len(group.folded) for group in page.groups)
    _talk().print(
        f"{page.total} hasil" + (f", {shown_count} pertama ditampilkan." if page.total > shown_count else ".")
    )


@_cli.command("build-index", epilog="Contoh: PORTAL_INDEX=/var/lib/portal/indeks portal build-index")
@click.pass_obj
def build_index(settings: Settings) -> None:
    """Tulis indeks pencarian ke folder PORTAL_INDEX, kalau belum ada atau sudah berbeda."""
    from portal.checks import publishable
    from portal.reading.indexes import Days
    from portal.search.answer import Finder

    if settings.index is None:
        raise SettingsError("PORTAL_INDEX belum diisi; tulis folder untuk indeks pencarian.")
    library, _ = publishable(settings.content, today())
    with _talk().status("Membuat indeks …"):
        finder = Finder(Days(library).on(today()), settings.search, settings.index)
    if finder.index.trouble:
        raise SettingsError(finder.index.trouble)
    _talk().print(
        f"Indeks {finder.index.name} {finder.index.version} di {settings.index}: {len(finder.findables)} isi."
    )


@_cli.command(epilog="Contoh: portal get /uu/2007/21/pasal-48.json")
@click.argument("path")
@click.pass_obj
def get(settings: Settings, path: str) -> None:
    """Cetak jawaban untuk satu alamat, tanpa server."""
    import asyncio

    from portal.checks import publishable
    from portal.web.app import create_app

    library, _ = publishable(settings.content, today())
    status, headers, body = asyncio.run(_ask(create_app(library, settings, today()), path))
    location = dict(headers).get(b"location")
    if location:
        _talk().print(f"{status} → {location.decode()}")
    click.echo(body, nl=False)
    if status >= 400:
        _talk().print(f"Jawaban {status}: " + (f"tidak ada halaman di {path}." if status == 404 else f"{path}."))
        sys.exit(1)


async def _ask(app: Any, path: str) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Return status, headers and body of one request made in this process."""
    bare, _, query = path.partition("#")[0].partition("?")
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(bare if bare.startswith("/") else f"/{bare}"),
        "raw_path": bare.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [],
        "server": ("localhost", 80),
        "client": None,
    }
    await app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return messages[0]["status"], messages[0]["headers"], body


def main() -> None:
    """Run the command line; turn every expected failure into a message and an exit code."""
    try:
        _cli(standalone_mode=False)
    except ContentErrors as error:
        click.echo(str(error), err=True)
        click.echo(f"{len(error.problems)} kesalahan di isi; tidak ada yang dijalankan.", err=True)
        sys.exit(error.exit_code)
    except PortalError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
