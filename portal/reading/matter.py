"""What editors write as YAML → the rows that `model` and `guidance` declare, and every fault in a sentence.

The only module that knows the YAML library and pydantic. A row is a frozen dataclass whose fields carry a Key; nothing
about a field is said here again. Faults come back as Problems, all of a file at once and each at its own line, never as
exceptions: a value that cannot be used costs its key only (see `Place.faulty`). Reads no directories.

YAML is read as plain strings, with BaseLoader: the ordinary loader turns `nomor: 010` into 8 and lets a repeated key
win silently. Where the YAML library has libyaml, that reads sound files, in a fifth of the time; the library's own
reader in Python reads all others, so that what a fault is, and on which line, depends on no machine.
"""

import dataclasses
import difflib
import re
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from portal.address import Address, AddressError
from portal.errors import Code, Problem
from portal.keys import Key, Place
from portal.model import TextState

AnyRow = TypeVar("AnyRow")

# ---------------------------------------------------------------- a file, cut in two


@dataclass(frozen=True)
class Parts:
    """A content file cut in two: the YAML text, the body, and the number of the body's first line."""

    yaml_text: str
    body: str
    body_line: int


def split(text: str) -> Parts | None:
    """Cut a file into front matter and body, or return None when it has no front matter."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return Parts("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2)
    return None


# ---------------------------------------------------------------- files become rows


def document(
    text: str, file: str, kind: type[AnyRow], given: Callable[[Parts], Mapping[str, Any]]
) -> tuple[AnyRow | None, list[Problem]]:
    """Read a file with front matter; return its row, None where there is no front matter to read, and the faults.

    `given` gives the fields that no key holds: what the file's name and body say.
    """
    parts = split(text)
    if parts is None:
        hint = "mulai berkas dengan baris ---, lalu kunci seperti “judul: …”, lalu baris --- lagi"
        return None, [Problem(file, 1, Code.DATA_KEPALA, "berkas tidak punya data kepala", hint)]
    return _whole(parts.yaml_text, file, 2, kind, given(parts))


def mapping(text: str, file: str, kind: type[AnyRow]) -> tuple[AnyRow | None, list[Problem]]:
    """Read a file that is one mapping from its first line on; return its row and the faults."""
    return _whole(text, file, 1, kind, {})


def rows(text: str, file: str, kind: type[AnyRow]) -> tuple[list[AnyRow], list[Problem]]:
    """Read a file that is a list; return its rows and the faults."""
    builder = _Builder(file, 1)
    node = builder.compose(text)
    if isinstance(node, yaml.SequenceNode):
        return list(builder.rows(node, kind, "")), builder.problems
    if node is not None and not (isinstance(node, yaml.ScalarNode) and node.value == ""):
        builder.report(1, Code.DATA_DAFTAR, "isi berkas bukan daftar", "mulai setiap catatan dengan tanda “- ”")
    return [], builder.problems


def _whole(
    text: str, file: str, first_line: int, kind: type[AnyRow], given: Mapping[str, Any]
) -> tuple[AnyRow | None, list[Problem]]:
    builder = _Builder(file, first_line)
    node = builder.compose(text)
    if isinstance(node, yaml.MappingNode):
        return builder.row(node, kind, first_line, given), builder.problems
    if not builder.problems:
        hint = "tulis setiap baris sebagai “kunci: isi”"
        builder.report(first_line, Code.DATA_KEPALA, "data kepala bukan daftar kunci", hint)
    return None, builder.problems


# ---------------------------------------------------------------- what a row's class says of its fields


@dataclass(frozen=True)
class _Field:
    """A field that editors write: `kind` is the type of its value, of one item when it is a list."""

    name: str
    key: Key
    kind: Any
    is_list: bool
    default: Any

    @property
    def is_row(self) -> bool:
        """Whether its value (or each item) is a mapping with keys of its own."""
        return dataclasses.is_dataclass(self.kind) and self.kind is not Address

    @property
    def is_needed(self) -> bool:
        """Whether its key must be there."""
        return self.default is dataclasses.MISSING


@lru_cache(maxsize=64)  # one entry for each kind of row
def _fields(kind: Callable[..., Any]) -> Mapping[str, _Field]:
    """Return the fields of a row that editors write, by their key, in the order declared."""
    hints = get_type_hints(kind, include_extras=True)
    found = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]  # a row's class
        declared = get_args(hints[field.name])
        if get_origin(hints[field.name]) is Annotated:
            type_, key = declared[0], declared[1]
            is_list = get_origin(type_) is tuple
            if is_list or isinstance(type_, types.UnionType):  # `X | None`: an absent key is None, a value is an X
                type_ = get_args(type_)[0]
            found[key.name] = _Field(field.name, key, type_, is_list, field.default)
    return found


@lru_cache(maxsize=64)  # one entry for each kind of value
def _reader(kind: Any, filled: bool, pattern: str) -> TypeAdapter[Any]:
    """Return the pydantic reader of one value."""
    config = ConfigDict(str_strip_whitespace=True)
    if kind is Address:
        return TypeAdapter(Annotated[Any, BeforeValidator(_address)])
    if kind is date:
        return TypeAdapter(Annotated[date, BeforeValidator(_day)])
    if kind is str:
        return TypeAdapter(
            Annotated[str, Field(min_length=1 if filled else None, pattern=pattern or None)], config=config
        )
    return TypeAdapter(kind)


def _address(value: object) -> Address:
    try:
        return Address.parse(str(value))
    except AddressError as error:
        raise ValueError(str(error)) from error


def _day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_form", "not a date")  # pydantic alone reads "0" as 1970-01-01
    return value


_STAND_INS: dict[Any, Any] = {
    int: 0,
    date: date(2000, 1, 1),
    Address: Address("uu/0000/0"),
    TextState: TextState.EXTRACT,  # of which the rules ask least
}


def _stand_in(field: _Field, written: object) -> Any:
    """Return what takes the place of a value that cannot be used: the words as written, or something harmless."""
    if field.is_list:
        return ()
    if field.kind is str:
        return written if isinstance(written, str) else ""
    if not field.is_needed:
        return field.default
    return _STAND_INS[field.kind] if field.kind in _STAND_INS else next(iter(field.kind))


# ---------------------------------------------------------------- YAML nodes become rows


class _Builder:
    """Builds the rows of one file, gathering its faults."""

    def __init__(self, file: str, first_line: int) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._first = first_line

    def report(self, line: int, code: Code, message: str, hint: str) -> None:
        self.problems.append(Problem(self._file, line, code, message, hint))

    def compose(self, text: str) -> yaml.Node | None:
        """Return the text's node, None when it is empty or (with a fault) cannot be read."""
        try:
            node = _composed(text)
            for key in _repeated(node):
                self.report(
                    self._line(key), Code.DATA_GANDA, f"kunci “{key.value}” ditulis dua kali", "hapus salah satunya"
                )
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            hint = "periksa titik dua dan jarak di awal baris; isi yang memuat “: ” ditulis di antara tanda kutip"
            self.report((mark.line if mark else 0) + self._first, Code.DATA_BENTUK, "data tidak dapat dibaca", hint)
            return None
        return node

    def rows(self, node: yaml.SequenceNode, kind: type[AnyRow], key: str) -> Iterator[AnyRow]:
        """Yield the row of each item; one that is no mapping is reported and left out."""
        for item in node.value:
            line = self._line(item)
            if isinstance(item, yaml.MappingNode):
                yield self.row(item, kind, line, {})
            else:
                self._report_value(line, key, _plain(item))

    def row(self, node: yaml.MappingNode, kind: type[AnyRow], line: int, given: Mapping[str, Any]) -> AnyRow:
        """Return the row of a mapping, with a stand-in for every value that cannot be used."""
        build: Callable[..., AnyRow] = kind
        known = _fields(build)
        written = {key.value: (key, value) for key, value in reversed(node.value)}  # of a repeated key the first
        lines = {name: tuple(self._line(n) for n in (key, *_items(value))) for name, (key, value) in written.items()}
        for name in written.keys() - known.keys():
            self._report_unknown(lines[name][0], name, list(known))
        values = dict(given)
        faulty = set()
        for name, field in known.items():
            if name in written:
                values[field.name], is_sound, lines[name] = self._value(field, written[name][1], lines[name])
            elif field.is_needed:
                self.report(line, Code.DATA_ISI, f"kunci “{name}” belum ada", f"tambahkan baris “{name}: …”")
                values[field.name], is_sound = _stand_in(field, ""), False
            else:
                continue
            if not is_sound:
                faulty.add(name)
        return build(**values, place=Place(self._file, line, lines, frozenset(faulty)))

    def _value(self, field: _Field, node: yaml.Node, lines: tuple[int, ...]) -> tuple[Any, bool, tuple[int, ...]]:
        """Return a field's value, whether it is what the editor meant, and the lines of its key and its items."""
        if not field.is_list:
            return *self._one(field, node, lines[0]), lines
        if not isinstance(node, yaml.SequenceNode):
            self._report_value(lines[0], field.key.name, _plain(node))
            return (), False, lines
        if field.key.filled and not node.value:
            self._report_empty(lines[0], field.key.name)
            return (), False, lines
        if field.is_row:
            found = tuple(self.rows(node, field.kind, field.key.name))
            return found, len(found) == len(node.value), lines
        items = [(*self._one(field, item, line), line) for item, line in zip(node.value, lines[1:], strict=True)]
        sound = [(value, line) for value, is_sound, line in items if is_sound]
        return tuple(value for value, _ in sound), True, (lines[0], *(line for _, line in sound))

    def _one(self, field: _Field, node: yaml.Node, line: int) -> tuple[Any, bool]:
        """Return one value, not a list, as its type; with a fault a stand-in."""
        written, key = _plain(node), field.key
        filled = key.filled and not field.is_list  # of a list it is said of the list, not of its items
        try:
            return _reader(field.kind, filled, key.pattern).validate_python(written), True
        except ValidationError as error:
            self._report_value(line, key.name, written, error)
            return _stand_in(field, written), False

    def _report_value(self, line: int, key: str, value: object, error: ValidationError | None = None) -> None:
        """Say in Indonesian what is wrong with a value, and how to mend it."""
        detail = error.errors()[0] if error else None
        type_ = detail["type"] if detail else ""
        message, hint = f"“{key}” berisi “{value}”", ""
        if type_.startswith("date"):
            message += ", bukan tanggal"
            hint = "tulis tanggal sebagai TTTT-BB-HH, misalnya 2007-04-19"
        elif type_ == "enum" and detail:
            choices = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", " atau ")
            hint = f"pilih salah satu: {choices}"
        elif type_ == "value_error":
            message += ", bukan alamat"
            hint = "tulis alamat seperti uu/2007/21/pasal-48/ayat-1"
        elif type_ == "string_too_short":
            return self._report_empty(line, key)
        else:
            message += ", yang tidak dapat dipakai"
            hint = "lihat contoh di docs/panduan-penyunting.md"
        self.report(line, Code.DATA_ISI, message, hint)

    def _report_empty(self, line: int, key: str) -> None:
        self.report(line, Code.DATA_ISI, f"“{key}” kosong atau terlalu pendek", f"isi “{key}”")

    def _report_unknown(self, line: int, key: str, known: list[str]) -> None:
        close = difflib.get_close_matches(key, known, 1)
        hint = f"mungkin maksudnya “{close[0]}”" if close else f"kunci yang dikenal: {', '.join(known)}"
        self.report(line, Code.DATA_ISI, f"kunci “{key}” tidak dikenal", hint)

    def _line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self._first


# libyaml lets these pass where the reader in Python refuses them: the tab is what editors press by mistake.
_ONLY_PYTHON = re.compile("[\t\ufeff]")


def _composed(text: str) -> yaml.Node | None:
    """Return the node of a YAML text, None when it is empty; raise YAMLError as the reader in Python does."""
    if yaml.__with_libyaml__ and not _ONLY_PYTHON.search(text):
        with suppress(yaml.YAMLError):  # the other reader says what is wrong, if anything is
            return yaml.compose(text, Loader=yaml.CBaseLoader)
    return yaml.compose(text, Loader=yaml.BaseLoader)


def _items(node: yaml.Node) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _plain(node: yaml.Node) -> Any:
    """Return a node as strings, lists and dicts."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node.value


def _repeated(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Yield every key that stands in its mapping already.

    Raise YAMLError for a key that is no word, and for an alias (`*name`): one that holds itself never ends, and ten of
    ten of ten fill the memory.
    """
    todo, met = [root] if root else [], set()
    while todo:
        node = todo.pop()
        if id(node) in met:
            raise yaml.MarkedYAMLError(problem_mark=node.start_mark)
        met.add(id(node))
        todo += _items(node)
        seen: set[str] = set()
        for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem_mark=key.start_mark)
            if key.value in seen:
                yield key
            seen.add(key.value)
            todo.append(value)
