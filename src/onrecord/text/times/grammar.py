"""The patterns of the time grammar, over tags; the first rule that fits at the leftmost place reads the words.

A word in capitals is a tag of the lexicon (`data/time_words.txt`), a word in small letters a part defined in PARTS; the rest is
the syntax of regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.text.times.first import first_chars
from onrecord.text.times.tags import OTHER, alphabet

PARTS = {
    "month": "(MONTH|MONAB DOT?)",
    "weekday": "(WEEKDAY|WDAB DOT?)",
    "unit": "(DAYU|WEEKU|MONTHU|YEARU|QUARTERU|DECADEU|CENTURYU|WEEKENDU|FORTNIGHT)",
    "clockunit": "(HOURU|MINUTEU|SECONDU)",
    "ordinal": "((NUMWORD HYPHEN?)?(ORD|SECOND)|DAY TH)",
    "dayth": "(DAY TH?|(NUMWORD HYPHEN?)?(ORD|SECOND))",
    "edge": "(THE? VERY? (EDGE|PART) OF|VERY? EARLY (IN|HYPHEN)?|(EARLIER|LATER) IN?|MID HYPHEN?)",
    "approx": "(APPROX|MORE THAN|AT? LEAST|UP TO)",
    "digits": "(DAY|NUM|YEAR)",
    "numeral": "(NUMWORD ((HYPHEN|AND)? NUMWORD){0,3})",
    "number": "((digits|numeral)(AND A HALF)?|A PAIR OF?|A? DOZEN|A numeral|HALF A|A HALF)",
    "amount": "(number|A|ANOTHER|A? SEVERAL|SOME)",
    "daypart": "(MORNING|AFTERNOON|EVENING|NIGHT)",
    "ampm": "(AMPM|(A|LETTERP) DOT? LETTERM DOT?)",
    "zone": "(LOCAL TIMEW|OPEN? ZONE CLOSE?)",
    "clock": "((CLOCK|digits) ampm zone?|CLOCK zone?|digits zone|numeral ampm|digits LETTERO APOS OCLOCK|(NOON|MIDNIGHT) zone?)",
    "dated": "((weekday COMMA?)? (month dayth|THE? dayth OF? month) (COMMA? YEAR)?|ISO|NUMDATE)",
    "day": "(dated|RELDAY|((THIS|NEXT|LAST|PAST) )?weekday)",
    "pointer": "(LAST|PAST|NEXT|THIS|CURRENT|PREVIOUS|FOLLOWING|SAME|THAT)",
    "join": "(HYPHEN|DASH|TO|AND)",
    "yearspec": "(FISCAL? YEARU? YEAR|(THE? pointer|THE) FISCAL? YEARU)",
}

RULES: tuple[tuple[str, str], ...] = (
    ("clock_day", "clock COMMA? IN? day"),
    ("day_clock", "day COMMA? AT? clock"),
    ("clock", "clock"),
    ("range_days", "(FROM|BETWEEN)? (month dayth join dayth|THE? dayth join THE? dayth OF? month) (COMMA? YEAR)?"),
    ("range_dates", "(FROM|BETWEEN)? (month DAY (COMMA? YEAR)?|DAY month YEAR?) join (month DAY (COMMA? YEAR)?|DAY month YEAR?)"),
    ("range_months", "(FROM|BETWEEN) month YEAR? (TO|AND) month YEAR?|month (HYPHEN|DASH) month YEAR?"),
    ("range_years", "(FROM|BETWEEN) YEAR (TO|AND) YEAR|YEAR (HYPHEN|DASH) (YEAR|NUM|DAY)"),
    ("daypart_day", "THE? EARLY? daypart OF dated"),
    ("day_daypart", "edge? day EARLY? daypart"),
    ("date", "edge? dated"),
    ("new_year", "NEWW YEARU APOS? LETTERS? (EVEW|DAYU) (COMMA? YEAR)?"),
    ("holiday", "HOLIDAY (EVEW|DAYU|WEEKDAY)? (COMMA? YEAR)?"),
    ("month_year", "edge? month (COMMA|OF)? yearspec"),
    ("weekday_week", "weekday (OF|COMMA)? pointer WEEKU|pointer WEEKU IN? weekday"),
    ("weekday", "edge? (pointer)? weekday"),
    ("before_day", "THE DAYU (BEFORE|AFTERW) RELDAY"),
    ("relative_day", "edge? RELDAY"),
    ("tonight", "edge? (TONIGHT|LAST NIGHT)|edge? (THIS|THAT|THE PREVIOUS|THE FOLLOWING|THE SAME|PREVIOUS|SAME) daypart"),
    ("daypart", "(?<=IN)THE? EARLY? daypart"),
    (
        "same_period",
        "THE SAME (PERIOD|MONTHU|QUARTERU|TIMEW|WEEKU|DAYU) OF? IN? (THE? (LAST|PREVIOUS) YEARU|A YEARU (AGO|EARLIER|BEFORE)|YEAR)",
    ),
    (
        "quarter",
        "edge? THE? (ordinal|FINAL|pointer|FISCAL) HYPHEN? FISCAL? QUARTERU ((OF|IN|COMMA)? yearspec)?|QCODE (OF|COMMA)? yearspec?",
    ),
    ("half_year", "THE? (ORD|SECOND) HYPHEN? HALF (OF|IN)? yearspec"),
    ("part_of", "THE? (ordinal|LAST|FINAL) (WEEKU|DAYU|MONTHU|WEEKENDU) (OF|IN) (month (COMMA? YEAR)?|yearspec)"),
    (
        "season",
        "edge? (THE? pointer|THE) SEASON (OF|COMMA)? yearspec?|edge? (SEASON|FALL) (OF|COMMA)? yearspec|edge? pointer FALL|edge SEASON",
    ),
    ("season_bare", "SEASON"),
    ("pointer_month", "edge? pointer month"),
    ("fiscal", "edge? THE? FISCAL YEARU? (COMMA? YEAR)"),
    ("fiscal_year", "edge? (THE|pointer)? pointer? FISCAL YEARU"),
    ("century", "edge? THE? ordinal HYPHEN? CENTURYU"),
    ("decade", "edge? HYPHEN? THE? (YEAR APOS? LETTERS|APOS? (NUM|DAY) APOS? LETTERS|(?<=THE)DECADE|THE DECADE)"),
    ("ago", "approx? amount HYPHEN? STRAIGHT? (unit|clockunit) (AGO|FROMNOW|FROM NOW)"),
    ("later", "approx? amount STRAIGHT? (unit|clockunit) (LATER|EARLIER)"),
    ("unit_before", "THE (unit) (BEFORE|PREVIOUS|EARLIER)"),
    ("pointer_count", "APPROX? THE? (pointer|ordinal) STRAIGHT? (number|A? SEVERAL|SOME) STRAIGHT? (unit|clockunit)"),
    ("recent_units", "RECENT (unit|clockunit)"),
    ("pointer_unit", "edge? THE? pointer STRAIGHT? unit"),
    ("every", "EVERY (number|ordinal)? (unit|clockunit|weekday|daypart)|(ONCE|EVERY) A? (unit|clockunit)|PER (unit|clockunit)|WEEKDAYS"),
    ("rate", "(?<=digits1)A (unit)"),
    ("duration", "approx? amount HYPHEN? STRAIGHT? (unit|clockunit|NIGHTU) (AND A HALF)? (HYPHEN LONG)?"),
    ("the_unit", "edge? THE STRAIGHT? unit"),
    ("units", "(APPROX|IN)? THE? (unit|clockunit) (HYPHEN LONG)?"),
    ("adverb_set", "DAILY|ANNUAL"),
    ("month", "edge? MONTH"),
    ("year", "edge? (THE YEARU)? YEAR|(?<=IN)APOS NUM"),
    ("present", "AT THE MOMENT|THE? TIMEW BEING|AT PRESENT|NOW|PRESENTLY|CURRENT"),
    ("past", "(MORE|VERY)? RECENTLY|(?<!LEAST)RECENT|THE PAST"),
    ("future", "THE? NEAR? HYPHEN? FUTURE|VERY? SOON|THE? (NEAR|LONG) HYPHEN? TERM"),
)


CORE = (
    "MONTH",
    "MONAB",
    "WEEKDAY",
    "WDAB",
    "WEEKDAYS",
    "DAYU",
    "WEEKU",
    "MONTHU",
    "YEARU",
    "QUARTERU",
    "DECADEU",
    "CENTURYU",
    "WEEKENDU",
    "FORTNIGHT",
    "HOURU",
    "MINUTEU",
    "SECONDU",
    "NIGHTU",
    "MORNING",
    "AFTERNOON",
    "EVENING",
    "NIGHT",
    "NOON",
    "MIDNIGHT",
    "SEASON",
    "FALL",
    "RELDAY",
    "TONIGHT",
    "FUTURE",
    "SOON",
    "NOW",
    "PRESENT",
    "PRESENTLY",
    "RECENT",
    "RECENTLY",
    "BEING",
    "MOMENT",
    "DAILY",
    "ANNUAL",
    "FISCAL",
    "ZONE",
    "OCLOCK",
    "DECADE",
    "HOLIDAY",
    "EVEW",
    "QCODE",
    "ISO",
    "NUMDATE",
    "CLOCK",
    "YEAR",
    "NUM",
    "AMPM",
    "LETTERM",
    "PAST",
    "TERM",
    "CURRENT",
    "LOCAL",
    "LETTERS",
    "HALF",
)
LONGEST_LEAD = 12  # tags before the first word of time in the longest rule, with room


def translated(pattern: str) -> str:
    """A pattern of the tables above as a regular expression over tag characters."""
    chars = alphabet()

    def one(match: re.Match[str]) -> str:
        word = match.group()
        if word == "digits1":
            return "[" + chars["DAY"] + chars["NUM"] + "]"
        return f"(?:{translated(PARTS[word])})" if word in PARTS else chars[word]

    return re.sub(r"(?<!\\)\b[A-Za-z]+[0-9]?\b", one, re.sub(r"\((?![?])", "(?:", pattern)).replace(" ", "")


@lru_cache(maxsize=1)
def compiled() -> dict[str, re.Pattern[str]]:
    """By tag character, the rules that can start with it in one expression, in their order; the group that matched is the rule."""
    rules = [(name, translated(pattern)) for name, pattern in RULES]
    starts = {name: first_chars(pattern) for name, pattern in rules}
    found = {}
    for char in alphabet().values():
        fitting = [f"(?P<{name}>{pattern})" for name, pattern in rules if char in starts[name]]
        if fitting:
            found[char] = re.compile("|".join(fitting))
    return found


@lru_cache(maxsize=1)
def runs() -> re.Pattern[str]:
    """Stretches of tagged words that hold at least one word of time: the only places where the rules are tried."""
    barrier = re.escape(OTHER) + _class(("BREAK",))
    inner = f"[^{barrier}{_class(CORE)}]"
    return re.compile(f"{inner}{{0,{LONGEST_LEAD}}}[{_class(CORE)}][^{barrier}]*")


def _class(names: Sequence[str]) -> str:
    return "".join(alphabet()[name] for name in names)
