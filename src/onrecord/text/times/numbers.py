"""Numbers and ordinals in the words of a time expression."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.text.times.tags import Token, plain_number

VAGUE = frozenset({"SEVERAL", "SOME"})
NUMBERS = frozenset({"DAY", "NUM", "YEAR", "NUMWORD", "PAIR", "DOZEN", "HALF", "A", "ANOTHER", "AND", "HYPHEN"})


def amount_of(tokens: Sequence[Token]) -> float | None:
    """The number the tokens say; None for a vague one ("several").

    "two and a half" is 2.5, "half a" 0.5, "a" 1, "a couple of" 2.
    """
    tags = {t.tag for t in tokens}
    if tags & VAGUE:
        return None
    half = 0.5 if "HALF" in tags else 0.0
    printed = next((plain_number(t.value) for t in tokens if t.tag in {"DAY", "NUM", "YEAR"}), None)
    spoken = spoken_number([int(t.value) for t in tokens if t.tag in {"NUMWORD", "PAIR", "DOZEN"}])
    whole = printed if printed is not None else spoken
    if whole is None:
        return half or 1.0
    return whole + half


def spoken_number(values: Sequence[int]) -> int | None:
    """The number that number words say one after another.

    >>> spoken_number([2, 100, 20, 5]), spoken_number([])
    (225, None)
    """
    if not values:
        return None
    total = current = 0
    for value in values:
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return total + current


def ordinal_of(tokens: Sequence[Token]) -> int | None:
    """The ordinal the tokens say: "21st", "twenty first", "third"."""
    tens = sum(int(t.value) for t in tokens if t.tag == "NUMWORD")
    named = [int(t.value) for t in tokens if t.tag in {"ORD", "SECOND"}]
    if named:
        return tens + named[0]
    return next((int(t.value) for t in tokens if t.tag == "DAY"), None)


def printed(amount: float | None) -> str:
    """A number as TIMEX3 prints it in a duration; X when it is vague."""
    if amount is None:
        return "X"
    return str(int(amount)) if amount == int(amount) else f"{amount:.2f}".rstrip("0")
