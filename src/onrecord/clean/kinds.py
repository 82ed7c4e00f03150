"""The kind of each block of a page: what is text is headed, what is not is named for what it is."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.clean.date_text import find_dates
from onrecord.clean.dom_features import mark_groups
from onrecord.clean.lexicon import folded_words, line_kinds
from onrecord.clean.units import Dom, Unit

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LONGEST_HEADING = 14  # words
SHORTEST_PARAGRAPH = 7
SENTENCE_END = ".!?…:;,"
BYLINE = re.compile(r"^\W*(?:by|text by|written by|reporting by|author)\b[:\s]", re.IGNORECASE)
ONLY_CREDIT = re.compile(r"^[(\[][^()\[\]]{2,60}[)\]]\.?$")
PHRASE_ORDER = (
    ("error", "error"), ("consent", "consent"), ("share", "share"), ("comment", "comment"), ("related", "related"), ("counter", "counter"),
    ("widget", "widget"), ("byline", "byline"), ("credit", "credit"), ("subscribe", "navigation"), ("navigation", "navigation"),
    ("ending", "related"),
)  # fmt: skip
LONGEST_FURNITURE = 260  # characters; a longer block is judged by the model alone
FURNITURE_WORDS = 25
COUNTER = re.compile(r"^\d[\d\s.,]{0,9}\s?(?:\w+\s?){1,2}$|^\d+\s+(?:min|minutes?|mins)\b.{0,12}$", re.IGNORECASE)
NOTE = re.compile(
    r"^(?:correction|clarification|editor['’]s note)s?\b\s*[:—–-]|^get our\b"
    r"|^\(?(?:additional )?(?:reporting|editing|writing|translation) by\b.{0,160}$",
    re.IGNORECASE,
)
PHOTO_CREDIT = re.compile(
    r"\([^()]{0,40}\b(?:photo|picture|getty|handout|archive)\b[^()]{0,60}\)\.?$|\b(?:Picture|Photo|Image):\s[^.]{2,60}$"
)
RELATED_LEAD = (
    r"related(?: story| article| news| coverage)?|read more|read also|also read|read next|see also|more on this|watch|don['’]t miss"
    r"|recommended|lire aussi|à lire aussi|voir aussi|te puede interesar|lea también|lies auch|mehr zum thema|loe veel"
    r"|читайте также|ver más"
)
RELATED = re.compile(
    rf"^\W*(?:{RELATED_LEAD})\s*:\s?\S.{{0,160}}$|^(?:lire aussi|читайте также|te puede interesar|lea también|loe veel)\b", re.IGNORECASE
)
ALL_LINK = 0.9
QUOTED = re.compile(r"[\"“”«»]")
COUNT = re.compile(r"^\W*[\d\s.,]{1,12}\s*\w{0,12}\W*$")
DOM_KINDS = {"comment": "comment", "share": "share", "related": "related", "caption": "caption", "byline": "byline",
    "navigation": "navigation",
             "subscribe": "navigation", "date": "date", "ad": "other", "tags": "navigation", "media": "widget"}  # fmt: skip
DOM_TAGS = {"nav": "navigation", "footer": "navigation", "figure": "caption", "figcaption": "caption", "form": "navigation"}


def furniture_kind(unit: Unit) -> str:
    """Kind of a block that is not of the article's text."""
    if unit.dom and ("figcaption" in unit.dom.ancestors or "figure" in unit.dom.ancestors):
        return "caption"
    return _line_kind(unit.text) or _dom_kind(unit.dom) or "other"


@lru_cache(maxsize=8192)
def _line_kind(text: str) -> str | None:
    """Kind that a line of furniture tells by itself; the pages of an outlet share most of theirs."""
    words = folded_words(text[:600])
    phrases = line_kinds(text[:600])
    if BYLINE.match(text) and len(words) <= 16:
        return "byline"
    for phrase, kind in PHRASE_ORDER if phrases else ():
        if phrase in phrases:
            return kind
    dates = find_dates(text) if len(text) < 160 else []
    if (dates and sum(d.end - d.start for d in dates) * 2 >= len(text)) or (dates and len(words) <= 8):
        return "date"
    if COUNT.match(text) and any(char.isdigit() for char in text):
        return "counter"
    return None


def _dom_kind(dom: Dom | None) -> str | None:
    """Kind that the place in the tree tells."""
    if dom is None:
        return None
    for tag in reversed(dom.ancestors):
        if tag in DOM_TAGS:
            return DOM_TAGS[tag]
    groups = mark_groups()
    found = (DOM_KINDS.get(groups.get(mark, "")) for mark in reversed(dom.marks))
    return next((kind for kind in found if kind), None)


def is_heading(unit: Unit, above: str | None, below: str | None) -> bool:
    """Whether a block of the text is a heading in it: marked as one, or a short line without an end between paragraphs."""
    if unit.dom and unit.dom.tag in HEADING_TAGS:
        return True
    if unit.dom and unit.dom.tag in ("li", "td", "th", "dd", "dt", "blockquote", "pre"):
        return False
    text = unit.text.strip("- –—")
    words = text.split()
    if not words or len(words) > LONGEST_HEADING or below is None:
        return False
    ends_open = text.rstrip("\"”’') ")[-1:] not in SENTENCE_END
    starts = text[0].isupper() or text[0].isdigit() or text[0] in "\"“‘'"
    above_closed = above is None or above.rstrip("\"”’') ")[-1:] in SENTENCE_END
    below_starts = not below[:1].islower() and below[:1] not in SENTENCE_END
    return ends_open and starts and above_closed and below_starts and len(below.split()) > max(len(words), SHORTEST_PARAGRAPH)


def is_never_text(unit: Unit) -> bool:
    """Whether a block cannot be of the text, whatever the model thinks: a caption by its tag, a line that is only furniture."""
    if unit.dom and ("figcaption" in unit.dom.ancestors or unit.dom.tag == "figure"):
        return True
    if len(unit.text) > LONGEST_FURNITURE:
        return False
    return _is_teaser(unit) or _is_furniture(unit.text)


@lru_cache(maxsize=8192)
def _is_furniture(text: str) -> bool:
    """Whether a short line is furniture by its words."""
    if RELATED.match(text):
        return True
    if ONLY_CREDIT.match(text) or COUNTER.match(text) or NOTE.match(text) or _has_photo_credit(text):
        return True
    words = folded_words(text)
    phrases = line_kinds(text) if text[:1].isupper() or not text[:1].isalpha() else frozenset()
    if len(words) <= 6 and phrases - {"byline", "credit"}:
        return True
    if len(words) <= FURNITURE_WORDS and phrases & {"comment", "consent", "share", "error", "ending"} and not QUOTED.search(text):
        return True
    dates = find_dates(text) if len(text) < 60 else []
    return bool(dates) and sum(d.end - d.start for d in dates) > 0.5 * len(text)


def _has_photo_credit(text: str) -> bool:
    """Whether a line ends in the credit of a photograph: one in brackets, or one behind a colon."""
    return (")" in text[-2:] or "o:" in text or "e:" in text) and bool(PHOTO_CREDIT.search(text))


def _is_teaser(unit: Unit) -> bool:
    """Whether a block is a link to something else: all of it a link, and neither a sentence nor a heading."""
    if unit.dom is None or unit.dom.link_share < ALL_LINK or unit.dom.tag in HEADING_TAGS:
        return False
    return len(unit.text.split()) <= FURNITURE_WORDS and unit.text[-1:] not in '.!?”"'
