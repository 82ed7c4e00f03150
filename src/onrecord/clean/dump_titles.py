"""The headline among the lines of a page dump: printed above the text, often again as the page's title, and about the same things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.clean.date_text import find_dates
from onrecord.clean.kinds import BYLINE, CREDIT_END
from onrecord.clean.lexicon import folded_words, phrase_kinds, stop_words
from onrecord.clean.titles import SEPARATOR, cut_suffix
from onrecord.clean.units import Unit

FEWEST_WORDS, MOST_WORDS = 3, 34
REACH = 60  # lines above the text beyond which no headline stands
LEAST = 1.0  # weight from which a line is taken for the headline; chosen on the development dumps


def dump_title(units: Sequence[Unit], first: int, end: int, site_names: Sequence[str] = ()) -> tuple[str | None, int | None]:
    """Headline of a dump and the index of the line it stands in; None where no line is likely enough.

    Args:
        units: lines of the page.
        first: index of the first line of running text.
        end: index behind the last one.
        site_names: names of the site, cut from its page title.
    """
    known = Counter(word for unit in units[first:end] for word in set(folded_words(unit.text)) if word not in stop_words())
    copies = Counter(_key(unit.text) for unit in units)
    page_title = units[0].text if units else ""
    best: tuple[float, int] | None = None
    for index in range(max(0, first - REACH), min(first + 1, len(units))):
        weight = _weight(units, index, first, known) + min(2, copies[_key(units[index].text)] - 1) * 0.7
        weight += 3.0 * (index > 0 and _heads(units[index].text, page_title))
        if best is None or weight > best[0]:
            best = (weight, index)
    head = _page_title(page_title, site_names, known)
    if best is None or best[0] < LEAST:
        return head, None
    if head and first > REACH and not _heads(units[best[1]].text, page_title) and best[0] < 3:
        return head, None
    return cut_suffix(units[best[1]].text, site_names) if best[1] == 0 else units[best[1]].text, best[1]


def _weight(units: Sequence[Unit], index: int, first: int, known: Counter[str]) -> float:
    """How likely a line is the headline, by itself and by its place; an open scale, chosen on the development dumps."""
    text = units[index].text
    words = folded_words(text)
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or len(text) > 250:
        return -9.0
    content = [word for word in words if word not in stop_words()]
    weight = 4.0 * sum(known[word] > 0 for word in content) / max(1, len(content)) - 1.0
    weight -= 0.12 * min(30, first - index)
    weight += 0.8 * (5 <= len(words) <= 20)
    weight += 0.4 * (units[index].gap > 0)
    weight -= 1.2 * (text[-1:] in ".,:;")
    weight -= 3.0 * bool(phrase_kinds(words) - {"ending"} and len(words) < 8)
    weight -= 3.0 * bool(BYLINE.match(text)) + 2.0 * bool(CREDIT_END.search(text)) + 3.0 * bool(find_dates(text) and len(words) < 9)
    weight -= 1.5 * text[:1].islower()
    weight -= 2.0 * (index >= first and len(words) > 14)
    return weight


def _key(text: str) -> str:
    return " ".join(folded_words(text))


def _heads(text: str, page_title: str) -> bool:
    """Whether the page's title begins or ends with the line."""
    key, whole = _key(text), _key(page_title)
    return len(key) > 12 and (whole == key or whole.startswith(key + " ") or whole.endswith(" " + key))


def _page_title(text: str, site_names: Sequence[str], known: Counter[str]) -> str | None:
    """The headline in the first line, if that is a page's title: one with a site behind it, about what the text is about."""
    if not SEPARATOR.search(text) or len(text) > 250:
        return None
    head = cut_suffix(text, site_names)
    cuts = list(SEPARATOR.finditer(head))
    if cuts and len(head[cuts[-1].end() :].split()) <= 4 and len(head[: cuts[-1].start()].split()) >= 4:
        head = head[: cuts[-1].start()]
    content = [word for word in folded_words(head) if word not in stop_words()]
    if len(content) >= 2 and sum(known[word] > 0 for word in content) * 2 >= len(content):
        return head
    return None
