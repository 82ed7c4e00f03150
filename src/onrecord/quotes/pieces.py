"""Content and source of one cue as the labels give them, made whole: no gap inside a clause, no cue inside the source."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.quotes.cues import Cue
from onrecord.quotes.lexicon import verb_forms, word_class
from onrecord.quotes.phrases import phrase_after, subject_before
from onrecord.quotes.windows import Layout

Range = tuple[int, int]
OPENERS = frozenset(("and", "but", "so", "yet"))
JOINING = frozenset(("and", "but"))
DANGLING = frozenset(
    ("a", "an", "the", "and", "or", "but", "of", "because", "was", "is", "were", "are", "has", "had", "have", "that", "which", "who")
)
MARKS = frozenset(",.;:!?—–―()")
RELAY_WORDS = 5  # longest name in ", Reuters reports"
RELAY_TAILS = frozenset(("in", "on", "at", "citing", "late", "early", "via"))  # "the ministry said in a statement", "on Monday"
RELAY_REACH = 14  # elements of a relay with its tail
SUBJECT_REACH = 60  # elements before a cue in which its subject stands
SHARING = frozenset(("participle",))  # forms of cues that share the subject of the verb before them
NARRATING = frozenset(("after", "amid", "as", "before", "though", "until", "when", "while"))
CLOSERS = {",": ",", ")": "(", "—": "—", "–": "–"}  # what ends an attribution put in between, and what then begins it
SET_OFF = 4  # elements after an attribution in which that end stands ("she said on Monday,")
ADDRESSEE = 7  # elements between a cue and the "that" of its clause in which its addressee stands
HEADING_WORDS = 8
SHORT = 3  # letters of the words that have no capital in a heading
STOPS = frozenset(".,!?…:;—–-")
ARTICLES = frozenset(("a", "an", "the", "no", "every"))
SMALL_GAP = 4  # elements left out of a content that are a slip of the labels rather than an end


def has_unit(layout: Layout, lo: int, hi: int) -> bool:
    """Whether elements hold a quotation."""
    return layout.has_unit(lo, hi)


def joined_content(layout: Layout, content: Sequence[Range], cue: Range, source: Range | None) -> tuple[Range, ...]:
    """Content without gaps that neither the cue nor the source explains. `content` in elements, the others in tokens.

    A small gap, and one between two parts that both quote or that neither does, is filled; past a wide one the part that quotes is kept.
    """
    between = [(layout.element_at(first), layout.element_at(last - 1) + 1) for first, last in (cue, source or cue)]
    found = [content[0]]
    for lo, hi in content[1:]:
        first, last = found[-1]
        explained = any(start < lo and end > last for start, end in between)
        if explained or layout.group_at(last - 1) != layout.group_at(lo):
            found.append((lo, hi))
            continue
        is_before, is_after = has_unit(layout, first, last), has_unit(layout, lo, hi)
        if lo - last <= SMALL_GAP or is_before == is_after:
            found[-1] = (first, hi)
        elif is_after:
            found[-1] = (lo, hi)
    return tuple(found)


def trimmed_content(layout: Layout, content: Sequence[Range], others: frozenset[int]) -> tuple[Range, ...]:
    """Content that begins and ends where a clause does. `others` are the elements taken for other cues.

    A conjunction that opens the sentence joins it to the one before; "and said" after the clause begins what is said next; a content that
    ends on a word that cannot end a phrase goes on to the next mark.
    """
    found = [_ended(layout, lo, hi, others) for lo, hi in content]
    found[-1] = _told(layout, *found[-1])
    lo, hi = found[0]
    while hi - lo > 2 and lo == layout.groups[layout.group_at(lo)].lo and layout.reading.low[layout.elements[lo].first] in OPENERS:
        lo += 1
    found[0] = (lo, hi)
    return tuple(found)


def _told(layout: Layout, lo: int, hi: int) -> Range:
    """A run of a content without the narrator's clause after its last quotation: '"...," as he walked out'."""
    reading, elements = layout.reading, layout.elements
    last = next((at for at in range(hi - 1, lo - 1, -1) if elements[at].unit >= 0), hi)
    if last >= hi - 1:
        return lo, hi
    has_comma = reading.low[elements[last + 1].first] == ","
    after = last + 2 if has_comma else last + 1
    has_comma = has_comma or reading.units[elements[last].unit].inner[-1].of(reading.text.body).rstrip().endswith(",")
    return (lo, last + 1) if has_comma and after < hi and reading.low[elements[after].first] in NARRATING else (lo, hi)


def _ended(layout: Layout, lo: int, hi: int, others: frozenset[int]) -> Range:
    low, elements = layout.reading.low, layout.elements
    for at in range(lo + 3, hi - 1):
        if elements[at].unit < 0 and low[elements[at].first] in JOINING and at + 1 in others and _is_past(low[elements[at + 1].first]):
            return lo, at
    last = hi - 1
    end = layout.groups[layout.group_at(last)].hi
    if elements[last].unit < 0 and low[elements[last].first] in DANGLING:
        while hi < end and (elements[hi].unit >= 0 or low[elements[hi].first] not in MARKS) and hi not in others:
            hi += 1
    return lo, hi


def _is_past(low: str) -> bool:
    """Whether a word is a finite form of a verb of the cue lexicon, third person or past."""
    return any(form.inflection in {"past", "s"} for form in verb_forms().get(low, ()))


def around_attribution(layout: Layout, content: Sequence[Range], cue: Range, source: Range | None) -> tuple[Range, ...]:
    """A content with its other half, where marks set off an attribution inside it: "The bridge, she said, will open"."""
    if len(content) > 1 or source is None:
        return tuple(content)
    lo, hi = content[0]
    group = layout.groups[layout.group_at(lo)]
    first, last = layout.element_at(min(cue[0], source[0])), layout.element_at(max(cue[1], source[1]) - 1)
    if not group.lo < first <= last < group.hi - 2 or has_unit(layout, *group):
        return tuple(content)
    low, elements = layout.reading.low, layout.elements
    closing = next((at for at in range(last + 1, min(last + 1 + SET_OFF, group.hi - 1)) if low[elements[at].first] in CLOSERS), None)
    opening = low[elements[first - 1].first]
    if closing is None or CLOSERS.get(low[elements[closing].first]) != opening or not _goes_on(layout, closing + 1):
        return tuple(content)
    if hi == first - 1:
        return (lo, hi), (closing + 1, group.hi)
    return ((group.lo, first - 1), (closing + 1, hi)) if lo in {closing, closing + 1} else tuple(content)


def behind_lead_in(layout: Layout, content: Sequence[Range], cue: int) -> tuple[Range, ...]:
    """A content without the words that lead its quotation in with a colon, where its cue stands behind: 'He was blunt: "..." he said'.

    Where the cue stands in front, such words are part of what is said: 'He said the rule was simple: "..."'.
    """
    return tuple(_behind_colon(layout, lo, hi) if layout.element_at(cue) >= hi else (lo, hi) for lo, hi in content)


def behind_addressee(layout: Layout, content: Sequence[Range], cue: Cue) -> tuple[Range, ...]:
    """A content without whom it was told, where a clause with "that" follows: 'warned Ankara by phone | that it must stop'."""
    lo, hi = content[0]
    frames = cue.entry.frames if cue.entry else frozenset()
    if "o" not in frames or frames.isdisjoint("tT") or lo != layout.element_at(cue.last - 1) + 1:
        return tuple(content)
    for at in range(lo, min(lo + ADDRESSEE, hi - 1)):
        element = layout.elements[at]
        low, before = layout.reading.low[element.first], layout.reading.low[element.first - 1]
        if low == "that" and at > lo:
            return ((at, hi), *content[1:])
        is_second_phrase = at > lo and low in word_class("determiner") and before not in word_class("preposition")
        if element.unit >= 0 or not low[0].isalnum() or _is_past(low) or is_second_phrase:
            break
    return tuple(content)


def _behind_colon(layout: Layout, lo: int, hi: int) -> Range:
    """A run from its first quotation on, where a colon stands before it and words before that."""
    unit = next((at for at in range(lo, hi) if layout.elements[at].unit >= 0), lo)
    is_led_in = unit > lo + 1 and layout.reading.low[layout.elements[unit - 1].first] == ":"
    return (unit, hi) if is_led_in else (lo, hi)


def without_attribution(layout: Layout, content: Sequence[Range], cue: Range, source: Range | None) -> tuple[Range, ...]:
    """A content without the source and the auxiliaries at the end of the part before its cue: "plans which he | said | failed"."""
    first = min(cue[0], source[0]) if source else cue[0]
    edge, stop = layout.element_at(first), layout.element_at(cue[1] - 1)
    cut = [(lo, edge) if lo < edge < hi <= stop else (lo, hi) for lo, hi in content]
    return tuple(cut) if len(cut) > 1 else tuple(content)


def _goes_on(layout: Layout, at: int) -> bool:
    """Whether the verb of a clause begun before stands at an element."""
    low = layout.reading.low[layout.elements[at].first]
    return low in word_class("auxiliary") or low in word_class("modal") or low in word_class("verb")


def without_relay(layout: Layout, content: Sequence[Range], cue: int) -> tuple[tuple[Range, ...], Range | None]:
    """Content without the ", Reuters reports" that closes its sentence, and the tokens of who reports; None where it does not.

    It may stand right behind the content as well, where the token `cue` does not stand there itself.
    """
    lo, hi = content[-1]
    if not layout.ends_group(hi - 1):
        end = next((at + 1 for at in range(hi, hi + RELAY_REACH) if layout.ends_group(at)), hi)
        is_closed = hi < end and layout.element_at(cue) < hi and layout.reading.low[layout.elements[hi].first] == ","
        return tuple(content), _relay(layout, hi, end) if is_closed else None
    for comma in range(hi - 3, max(lo + 2, hi - RELAY_REACH), -1):
        if layout.elements[comma].unit >= 0:
            break
        if layout.reading.low[layout.elements[comma].first] == ",":
            name = _relay(layout, comma, hi)
            return ((*content[:-1], (lo, comma)), name) if name else (tuple(content), None)
    return tuple(content), None


def _relay(layout: Layout, comma: int, hi: int) -> Range | None:
    """The tokens of who reports, between a comma and the end of the sentence: a name, its verb, and how or when it was told."""
    low, elements = layout.reading.low, layout.elements
    verb = next((at for at in range(comma + 2, min(comma + RELAY_WORDS + 2, hi)) if _is_past(low[elements[at].first])), None)
    if verb is None or (verb < hi - 1 and low[elements[verb + 1].first] not in RELAY_TAILS):
        return None
    name = [elements[at].first for at in range(comma + 1, verb)]
    capitals = [layout.reading.is_capital(at) for at in name]
    fits = all(is_capital or low[at] in {"the", "news", "agency"} or "-" in low[at] for at, is_capital in zip(name, capitals, strict=True))
    return (name[0], name[-1] + 1) if fits and any(capitals) else None


def split_source(layout: Layout, source: Range) -> tuple[Range, Range | None]:
    """A source without the "according to X," and the weekday it swallowed, and the tokens of that X; None where there is none.

    Nor does it reach over a bracket that opens inside it and closes behind it: "The road (the mayor | said) will close".
    """
    source = _in_bracket(layout, source)
    reading = layout.reading
    first, last = source
    relay = None
    if reading.low[first] == "according" and last - first > 2:
        end = phrase_after(reading, first + 2, last)
        rest = reading.trim(end, last)
        if rest[0] >= rest[1]:
            return (first + 2, last), None
        relay, first, last = (first + 2, end), *rest
    while last - first > 2 and reading.low[last - 1] in word_class("weekday") and reading.low[last - 2] in {"on", "late", "early"}:
        last -= 2
    return (first, last), relay


def without_headings(layout: Layout, content: Sequence[Range]) -> tuple[Range, ...]:
    """A content without the sub-headings in quotation marks at its end: what stands above the next section was not said here."""
    first, last = content[0][0], content[-1][1]
    while last - 1 > first and _is_heading(layout, last - 1):
        last -= 1
    return tuple((lo, min(hi, last)) for lo, hi in content if lo < last)


def _is_heading(layout: Layout, at: int) -> bool:
    """Whether an element is a quotation alone in its line, of a few words that are no sentence: no stop ends them, or all have capitals."""
    unit, body = layout.elements[at].unit, layout.reading.text.body
    if unit < 0:
        return False
    quotation = layout.reading.units[unit]
    beside = body[max(quotation.start - 1, 0) : quotation.start], body[quotation.end : quotation.end + 1]
    said = " ".join(span.of(body) for span in quotation.inner).strip()
    words = said.split()
    is_alone = all(mark in {"", "\n"} for mark in beside) and 1 < len(words) <= HEADING_WORDS
    return is_alone and (said[-1] not in STOPS or all(word[0].isupper() or len(word) <= SHORT for word in words))


def _in_bracket(layout: Layout, source: Range) -> Range:
    """A source from behind the bracket on that opens in it and does not close in it."""
    low = layout.reading.low[source[0] : source[1]]
    opening = max((at for at, word in enumerate(low) if word == "("), default=-1)
    return (source[0] + opening + 1, source[1]) if -1 < opening < len(low) - 1 and ")" not in low[opening:] else source


def missing_source(layout: Layout, cue: Cue) -> Range | None:
    """The subject of a cue for which the labels give none: what stands before a finite cue, or the subject of the verb before it."""
    reading = layout.reading
    group = layout.groups[layout.group_at(layout.element_at(cue.first))]
    lo = layout.elements[max(group.lo, layout.element_at(cue.first) - SUBJECT_REACH)].first
    is_noun = cue.first > lo and reading.low[cue.first - 1] in ARTICLES  # "in a note that": no verb has that before it
    own = subject_before(reading, cue.first, lo) if cue.form == "finite" and not is_noun else None
    if own is not None or cue.form not in SHARING:
        return own
    end = phrase_after(reading, lo, cue.first)
    if cue.form == "participle" and end > lo:
        return lo, end
    for at in range(cue.first - 1, lo, -1):
        if reading.unit_of[at] < 0 and _is_finite(reading.low[at]):
            shared = subject_before(reading, at, lo)
            if shared is not None:
                return shared
    return None


def _is_finite(low: str) -> bool:
    """Whether a word is likely the finite verb of a clause."""
    return low in word_class("auxiliary") or low in word_class("modal") or low in word_class("verb") or _is_past(low)
