"""YAML as editors write it: read as plain strings, with the line of every key and the faults of its form.

The only module that knows the YAML library. BaseLoader builds strings, lists and dicts and nothing else: the ordinary
loader turns `nomor: 010` into 8 and lets a repeated key win silently.
"""

from collections.abc import Sequence
from typing import Any

import yaml

from portal.errors import Problem


class Lines:
    """Line numbers of the keys and items of a YAML text."""

    def __init__(self, text: str, first_line: int) -> None:
        """Compose the text; raise yaml.YAMLError when it cannot be read."""
        self._first = first_line
        self._node = yaml.compose(text, Loader=yaml.SafeLoader)

    def of(self, location: Sequence[str | int]) -> int:
        """Return the line of the deepest part of a location (keys and indexes) that exists."""
        node, line = self._node, self._first
        for part in location:
            if isinstance(node, yaml.MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == part), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line + self._first, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + self._first
            else:
                break
        return int(line)

    def repeated(self) -> list[tuple[str, int]]:
        """Return every repeated key with the line of its repetition."""
        found: list[tuple[str, int]] = []
        todo: list[Any] = [self._node]
        while todo:
            node = todo.pop()
            if isinstance(node, yaml.MappingNode):
                seen: set[str] = set()
                for key, value in node.value:
                    if key.value in seen:
                        found.append((key.value, key.start_mark.line + self._first))
                    seen.add(key.value)
                    todo.append(value)
            elif isinstance(node, yaml.SequenceNode):
                todo += node.value
        return found


def load(text: str, file: str, first_line: int) -> tuple[Any, Lines, list[Problem]]:
    """Read YAML as strings; return value, lines, and the faults of its form."""
    try:
        value = yaml.load(text, Loader=yaml.BaseLoader)
        lines = Lines(text, first_line)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + first_line
        hint = "periksa titik dua dan jarak di awal baris; isi yang memuat “: ” ditulis di antara tanda kutip"
        return None, Lines("", first_line), [Problem(file, line, "DATA-BENTUK", "data tidak dapat dibaca", hint)]
    problems = [
        Problem(file, line, "DATA-GANDA", f"kunci “{key}” ditulis dua kali", "hapus salah satunya")
        for key, line in lines.repeated()
    ]
    return value, lines, problems
