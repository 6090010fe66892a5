"""What a query string asks for: whether it asks for anything that changes a page, and for which day's law.

Takes query strings as they came; gives the answer, or raises what becomes a 400. One rule holds for all
pages: a parameter they do not know changes nothing, and one without a value (a form's empty field) counts as not asked.
"""

import re
from collections.abc import Collection
from datetime import date
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.exceptions import HTTPException

from portal.reading.indexes import Days
from portal.views.edition import Edition


def asks(query: bytes, names: Collection[str]) -> bool:
    """Whether a query string gives a value to one of the parameters named."""
    return bool(query and names) and any(name in names for name, _ in parse_qsl(query.decode("latin-1")))


def edition_of(today: Edition, days: Days, day: date | None) -> Edition:
    """Return the edition of the day asked for, today's when none was."""
    return Edition(days.on(day), day, is_asked=True) if day else today


class WrongDay(HTTPException):
    """A day that is none was asked for: whoever answers asks again."""


def asked_day(request: Request) -> date | None:
    """Return the day that `per` asks for (its last value), None when it asks for none; raise WrongDay for no day."""
    given = [value for value in request.query_params.getlist("per") if value]
    if not given:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given[-1]):  # `fromisoformat` alone takes 20150601 too
            raise ValueError(given[-1])
        return date.fromisoformat(given[-1])
    except ValueError as error:
        raise WrongDay(400, "Tanggal ditulis TTTT-BB-HH, misalnya per=2015-06-01.") from error
