"""How a YAML mapping becomes a value: shapes with Indonesian keys, and every fault said in a sentence with its line.

The only module that knows pydantic. A shape is a class below Shape whose fields are written with `key`; `with_body`
reads a file with front matter, `rows` a file that is a list. Faults come back as Problems and never as exceptions.
"""

import difflib
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from portal.address import Address, AddressError
from portal.errors import Problem
from portal.reading.yaml_lines import Lines, load

AnyShape = TypeVar("AnyShape", bound="Shape")


class Shape(BaseModel):
    """One YAML mapping: the keys its fields name, and nothing beyond them."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True)


def key(name: str, default: Any = ..., *, filled: bool = False, pattern: str | None = None) -> Any:
    """Return a field read from the key `name`.

    Without a `default` the key is needed; `filled` refuses an empty value, `pattern` one that does not match.
    """
    return Field(default, validation_alias=name, min_length=1 if filled else None, pattern=pattern)


def _address(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return Address.parse(value)
    except AddressError as error:
        raise ValueError(str(error)) from error


def _day(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_form", "not a date")  # pydantic alone reads "0" as 1970-01-01
    return value


AddressField = Annotated[Address, BeforeValidator(_address)]
Day = Annotated[date, BeforeValidator(_day)]


@dataclass(frozen=True)
class Parts:
    """A content file cut in two: the YAML text, the body, and the number of the body's first line."""

    yaml_text: str
    body: str
    body_line: int

    @property
    def lines(self) -> Lines:
        """The lines of the front matter's keys in the file."""
        return Lines(self.yaml_text, 2)


def split(text: str) -> Parts | None:
    """Cut a file into front matter and body, or return None when it has no front matter."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return Parts("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2)
    return None


def with_body(
    text: str, file: str, shape: type[AnyShape], first_line: int = 2
) -> tuple[AnyShape | None, Parts | None, list[Problem]]:
    """Read a file's front matter as a shape; return it with the parts of the file, None where they cannot be read."""
    parts = split(text)
    if parts is None:
        hint = "mulai berkas dengan baris ---, lalu kunci seperti “judul: …”, lalu baris --- lagi"
        return None, None, [Problem(file, 1, "DATA-KEPALA", "berkas tidak punya data kepala", hint)]
    value, lines, problems = load(parts.yaml_text, file, first_line)
    if problems:
        return None, parts, problems
    if not isinstance(value, dict):
        hint = "tulis setiap baris sebagai “kunci: isi”"
        return None, parts, [Problem(file, 2, "DATA-KEPALA", "data kepala bukan daftar kunci", hint)]
    try:
        return shape.model_validate(value), parts, []
    except ValidationError as error:
        return None, parts, _problems(error, shape, lines, file)


def rows(text: str, file: str, shape: type[AnyShape]) -> tuple[list[tuple[int, AnyShape]], Lines, list[Problem]]:
    """Read a file that is a list of shapes; return each good row with its index, the lines, and the faults."""
    value, lines, problems = load(text, file, 1)
    found: list[tuple[int, AnyShape]] = []
    if problems:
        return found, lines, problems
    if not isinstance(value, list):
        if value not in (None, ""):
            hint = "mulai setiap catatan dengan tanda “- ”"
            problems = [Problem(file, 1, "DATA-DAFTAR", "isi berkas bukan daftar", hint)]
        return found, lines, problems
    for index, row in enumerate(value):
        try:
            found.append((index, shape.model_validate(row)))
        except ValidationError as error:
            problems += _problems(error, shape, lines, file, (index,))
    return found, lines, problems


def _problems(
    error: ValidationError, shape: type[Shape], lines: Lines, file: str, prefix: tuple[int, ...] = ()
) -> list[Problem]:
    found = []
    for detail in error.errors():
        location = (*prefix, *detail["loc"])
        message, hint = _sentence(detail, shape)
        found.append(Problem(file, lines.of(location), "DATA-ISI", message, hint))
    return found


def _sentence(detail: ErrorDetails, shape: type[Shape]) -> tuple[str, str]:
    """Say a pydantic error in Indonesian: what is wrong, and how to mend it."""
    key = next((str(part) for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    value = detail["input"]
    kind = detail["type"]
    if kind == "missing":
        return f"kunci “{key}” belum ada", f"tambahkan baris “{key}: …”"
    if kind == "extra_forbidden":
        known = [str(field.validation_alias) for field in shape.model_fields.values()]
        close = difflib.get_close_matches(key, known, 1)
        hint = f"mungkin maksudnya “{close[0]}”" if close else f"kunci yang dikenal: {', '.join(known)}"
        return f"kunci “{key}” tidak dikenal", hint
    if kind.startswith("date"):
        return f"“{key}” berisi “{value}”, bukan tanggal", "tulis tanggal sebagai TTTT-BB-HH, misalnya 2007-04-19"
    if kind in ("enum", "literal_error"):
        choices = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", " atau ")
        return f"“{key}” berisi “{value}”", f"pilih salah satu: {choices}"
    if kind == "value_error":
        return f"“{key}” berisi “{value}”, bukan alamat", "tulis alamat seperti uu/2007/21/pasal-48/ayat-1"
    if kind in ("string_too_short", "too_short"):
        return f"“{key}” kosong atau terlalu pendek", f"isi “{key}”"
    return f"“{key}” berisi “{value}”, yang tidak dapat dipakai", "lihat contoh di docs/panduan-penyunting.md"
