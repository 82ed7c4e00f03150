"""An HTML page to its text blocks, with where each stands in the tree; one pass over one parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree, html

from onrecord.clean.units import BLANK, Dom, Unit

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "select",
        "option",
        "datalist",
        "iframe",
        "object",
        "canvas",
        "map",
        "textarea",
        "button",
        "input",
        "math",
        "audio",
        "video",
    ]
)
MARK = re.compile(r"[A-Za-z]{2,}")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
APART = frozenset(("span", "a", "time", "small"))  # inline elements that style sheets set apart without a space in the page
SEAM = re.compile(r"[a-zß-ÿ0-9][A-ZÀ-ÖØ-Þ]|[^\W\d_]\d")
OPEN_TITLE = re.compile(r"(<title\b[^>]{0,200}>[^<]{0,400})(?=<(?!/title))", re.IGNORECASE)
START_TAG = re.compile(r"(<[a-zA-Z][^\s/>]*)((?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)")
VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
CROWDED = 20_000  # characters; a shorter page has not the room for so many attributes that parsing them takes a second
MOST_ATTRIBUTES = 2000  # in one tag; parsers look through all of them for each of them
DEEPEST = 200  # levels; the parser stops at 256
MARKS_KEPT = 40


@dataclass(slots=True)
class _Level:
    """A block element that is open: its serial number, tag, marks of it and its ancestors."""

    number: int
    tag: str
    marks: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """The state of one pass: open levels, the text that is being gathered, and whether something unseen stood right before."""

    levels: list[_Level] = field(default_factory=lambda: [_Level(0, "body", (), ())])
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    count: int = 0
    is_seam: bool = False
    is_cut: bool = False


def parse_page(page: str) -> html.HtmlElement | None:
    """The tree of a page; None where it has none."""
    try:
        tree = html.document_fromstring(page.encode("utf-8", "surrogatepass"), parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, html.HtmlElement) else None


def _parser() -> etree.HTMLParser:
    """A parser whose elements are all of one class: choosing a class for each by its tag takes lxml longer than the parsing."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=False)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment))
    return parser


def mended(page: str) -> str:
    """The page as parsers bear it.

    A title that was never closed gets its end tag, since all that follows would else be title. A tag with more attributes than any
    page made for people has loses them all, since the time that parsers take grows with the square of their number.
    """
    page = OPEN_TITLE.sub(r"\1</title>", page, count=1)
    return START_TAG.sub(_uncrowded, page) if len(page) > CROWDED else page


def _uncrowded(tag: re.Match[str]) -> str:
    """A start tag, without its attributes where they are too many."""
    attributes = tag.group(2)
    if len(attributes) > MOST_ATTRIBUTES and len(VALUE.sub(" ", attributes).replace("/", " ").split()) > MOST_ATTRIBUTES:
        return tag.group(1)
    return tag.group()


def is_deep(tree: html.HtmlElement) -> bool:
    """Whether a page nests its elements deeper than any page made for people; general extractors take minutes for such."""
    return bool(tree.getroottree().xpath(f"boolean({'/*' * (DEEPEST + 1)})"))


def page_units(tree: html.HtmlElement) -> list[Unit]:
    """Text blocks of a page in reading order; a `br` parts blocks as well, since outlets make paragraphs of it."""
    bodies = tree.findall(".//body")
    walk = _Walk()
    units: list[Unit] = []
    for body in bodies or [tree]:
        units.extend(_blocks(body, walk))
    return units


def _blocks(root: html.HtmlElement, walk: _Walk) -> Iterator[Unit]:
    """Blocks below an element."""
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        tag = element.tag
        if event == "start" and tag in SKIPPED:
            events.skip_subtree()
            walk.is_cut = True
        elif event == "start" and tag not in INLINE:
            yield from _close(walk)
            if tag != "br":
                _open(walk, element)
            _gather(walk, element.text)
        elif event == "start":
            walk.links += tag == "a"
            walk.is_seam = tag in APART
            _gather(walk, element.text)
        elif event == "end":
            if tag in INLINE:
                walk.links -= tag == "a"
                walk.is_seam = tag in APART
            elif tag not in SKIPPED:
                yield from _close(walk)
                if tag != "br":
                    walk.levels.pop()
        if event != "start" and element is not root:
            _gather(walk, element.tail)
    yield from _close(walk)


def _open(walk: _Walk, element: html.HtmlElement) -> None:
    """Puts a block element on the stack."""
    outer = walk.levels[-1]
    walk.count += 1
    get = element.get
    own = f"{get('class', '')} {get('id', '')} {get('itemprop', '')} {get('role', '')}"
    marks = outer.marks
    if len(own) > 3:
        marks = (*marks, *_marks(own[:200]))[-MARKS_KEPT:]
    if get("hidden") is not None or "display:none" in get("style", "").replace(" ", ""):
        marks = (*marks, "hidden")
    walk.levels.append(_Level(walk.count, str(element.tag), marks, (*outer.tags[-30:], str(element.tag))))


@lru_cache(maxsize=4096)
def _marks(own: str) -> tuple[str, ...]:
    """The words of an element's class, id and role; a page gives the same to many elements."""
    return tuple(MARK.findall(CAMEL.sub(" ", own).lower()))


def _gather(walk: _Walk, text: str | None) -> None:
    """Adds inline text to the block that is open."""
    if text:
        before, after = walk.parts[-1][-1:] if walk.parts else "", text[:1]
        if (walk.is_seam and SEAM.fullmatch(before + after)) or (walk.is_cut and before.isalnum() and after.isalnum()):
            walk.parts.append(" ")
        walk.is_seam = walk.is_cut = False
        walk.parts.append(text)
        if walk.links > 0:
            walk.linked += len(text.strip())


def _close(walk: _Walk) -> tuple[Unit, ...]:
    """The block gathered so far, if it holds anything."""
    if not walk.parts:
        return ()
    text = " ".join("".join(walk.parts).split()).strip(BLANK)
    linked, walk.linked = walk.linked, 0
    walk.parts.clear()
    if not text:
        return ()
    level = walk.levels[-1]
    outer = walk.levels[-2] if len(walk.levels) > 1 else level
    section = walk.levels[-3] if len(walk.levels) > 2 else outer
    return (Unit(text, dom=Dom(level.tag, level.tags, level.marks, min(1.0, linked / len(text)), outer.number, section.number)),)
