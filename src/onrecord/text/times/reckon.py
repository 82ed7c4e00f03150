"""What the expressions of one text are reckoned from: its publication day and the dates named so far."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.article import Span
from onrecord.text.document import Text
from onrecord.text.times.days import UNDATED, month_days, moved, safe_date, value_at
from onrecord.text.times.model import Reading
from onrecord.text.times.tags import Tagged, Token
from onrecord.text.times.tense import direction

REACH_BACK = 7  # months; of bare past months in the development articles all lie within it
REACH_MORE = 2  # months further back that a past verb is believed
REACH_DAYS = 90  # days a verb of the wrong tense is believed less than nearness
DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d")


class Match:
    """The tokens one rule matched."""

    def __init__(self, tagged: Tagged, first: int, after: int) -> None:
        self.tagged, self.first, self.after = tagged, first, after
        self.tokens = [tagged.token(index) for index in range(first, after)]

    @property
    def span(self) -> Span:
        """From the first token to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    def find(self, *tags: str) -> Token | None:
        """The first token with one of the tags."""
        return next((t for t in self.tokens if t.tag in tags), None)

    def all(self, *tags: str) -> list[Token]:
        """Every token with one of the tags."""
        return [t for t in self.tokens if t.tag in tags]

    def has(self, *tags: str) -> bool:
        """Whether some token has one of the tags."""
        return any(t.tag in tags for t in self.tokens)

    def next(self) -> Token | None:
        """The token right after the match."""
        return self.tagged.token(self.after) if self.after < len(self.tagged.tags) else None


class Reckoning:
    """The state of reading one text from start to end."""

    def __init__(self, text: Text, published: date | None) -> None:
        self.text, self.published = text, published
        self.last_day: tuple[date, int] | None = None
        self.last_value: tuple[str, date, int] | None = None

    def note(self, reading: Reading, first: date | None, position: int) -> None:
        """Remembers a dated expression as something later ones may be reckoned from."""
        if first is None or reading.timex_type not in {"DATE", "TIME"}:
            return
        self.last_value = (reading.value, first, position)
        if DAY_VALUE.match(reading.value):
            self.last_day = (first, position)

    def direction(self, match: Match) -> int:
        """1 future, -1 past, 0 unsaid, of the clause around the match."""
        sentences = self.text.sentences
        sentence = sentences[self.text.sentence_index(match.span.start)] if sentences else match.span
        return direction(self.text.body, sentence, *match.span)

    def sentences_back(self, position: int, now: int) -> int:
        """How many sentences lie between two positions of the text."""
        return self.text.sentence_index(now) - self.text.sentence_index(position)

    def base(self, position: int, reach: int = 2) -> tuple[date | None, str]:
        """The day that "the day before" counts from, and its anchor: the date last named, else the publication day."""
        if self.last_value is not None and self.sentences_back(self.last_value[2], position) <= reach:
            return self.last_value[1], "text"
        return self.published, self.anchor

    @property
    def anchor(self) -> str:
        """What a relative expression is reckoned from."""
        return "publication" if self.published else "unknown"

    def near_day(self, position: int, reach: int = 1) -> tuple[date | None, str]:
        """The day a bare clock time falls on: the day named last, at most so many sentences back, else the publication day."""
        if self.last_day is not None and self.sentences_back(self.last_day[1], position) <= reach:
            return self.last_day[0], "text"
        return self.published, self.anchor

    def from_published(self, unit: str, steps: int) -> Reading:
        """The unit so many steps from the one that holds the publication day."""
        return stepped(self.published, unit, steps, self.anchor)


def stepped(base: date | None, unit: str, steps: int, anchor: str) -> Reading:
    """A DATE so many units from a day; undated when there is no day to count from."""
    day = moved(base, unit, steps) if base else None
    return Reading("DATE", value_at(unit, day) if day else UNDATED[unit], anchor if day else "unknown")


def weekday_near(base: date, weekday: int, way: int, strict: bool = False) -> date:
    """The last such weekday up to a day (way -1) or the first from it on (way 1); `strict` leaves the day itself out."""
    if way > 0:
        gap = (weekday - base.isoweekday()) % 7
        return base + timedelta(days=gap or (7 if strict else 0))
    gap = (base.isoweekday() - weekday) % 7
    return base - timedelta(days=gap or (7 if strict else 0))


def year_of_month(base: date, month: int, way: int, strict: bool = False) -> int:
    """The year of a month named alone: the coming one (way 1), else the last one, up to REACH_BACK months back.

    A past month further back than that is rarely named without its year, so even a past verb then means the coming one (`strict`, with
    "last" or "next", takes the word as it stands and leaves the month of the base out).
    """
    back, ahead = (base.month - month) % 12, (month - base.month) % 12
    steps = ahead if way > 0 or back > REACH_BACK + (REACH_MORE if way < 0 else 0) else -back
    if strict:
        steps = -(back or 12) if way < 0 else ahead or 12
    return (base.year * 12 + base.month - 1 + steps) // 12


def year_of_day(base: date, month: int, day: int, way: int) -> int:
    """The year of a day and month: the nearest one, unless that is more than REACH_DAYS the wrong side of the base for its tense."""
    options = [d for d in (safe_date(base.year + step, month, day) for step in (-1, 0, 1)) if d]
    fitting = [d for d in options if (d - base).days * way >= -REACH_DAYS] or options
    return min(fitting, key=lambda d: abs((d - base).days)).year if fitting else base.year


def month_value(year: int, month: int) -> str | None:
    """YYYY-MM where the calendar has it."""
    return f"{year:04}-{month:02}" if month_days(year, month) else None
