"""Numbers to call: how one is dialled, and how it is grouped for the eye.

A number is written once, without signs between its digits: `+628111129129` (E.164) where the whole world can dial it,
else the digits of a short or free number that only Indonesia has (`129`, `1500630`). How it looks follows from it.
"""

from functools import lru_cache

import phonenumbers as numbering
from phonenumbers import NumberParseException, PhoneNumberFormat

PATTERN = r"^(\+[1-9]\d{6,14}|\d{3,8})$"
_HOME = 62  # Indonesia
_CAPITAL = "021"  # Jakarta, before short numbers too
_SHORT = 4  # digits: so many are read at one glance


@lru_cache(maxsize=1024)  # of our own numbers
def shown(number: str, abroad: bool = False) -> str:
    """Return a number as people write it: `0811-1129-129`, `021-29244800`, `1500-630`, `021-129`, `+60 89-772 052`.

    `abroad` is for numbers of ours that are called from another country: `+62 21 29244800`.
    """
    if not number.startswith("+"):
        cut = len(_CAPITAL) if number.startswith(_CAPITAL) else _SHORT
        return number if len(number) <= _SHORT else f"{number[:cut]}-{number[cut:]}"
    parsed = numbering.parse(number)
    if parsed.country_code != _HOME or abroad:
        return numbering.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    return numbering.format_number(parsed, PhoneNumberFormat.NATIONAL).replace("(", "").replace(") ", "-")


def is_possible(number: str) -> bool:
    """Whether a number can be one: a short number always, another when its country has numbers of its length."""
    try:
        return not number.startswith("+") or numbering.is_possible_number(numbering.parse(number))
    except NumberParseException:
        return False


def dialled(number: str) -> str:
    """Return the link that calls a number."""
    return f"tel:{number}"


def whatsapp(number: str) -> str:
    """Return the link that writes to a number (WhatsApp wants E.164 without its plus)."""
    return f"https://wa.me/{number.removeprefix('+')}"
