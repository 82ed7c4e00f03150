"""Generated news of a size: records of about 3,500 characters with people who say things, states that do things, copies and days.

The sentences are of a few dozen forms, filled with names and words that are made up, so the text methods find in them about as much as in
news: five to six quotes and three to four event reports an article. Nothing of it is told again in one story beyond the copies.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta

SYLLABLES = ("ba", "den", "gor", "hil", "kam", "lor", "mun", "nes", "pra", "rik", "sol", "tev", "ul", "vor", "wen", "zim")
COUNTRIES = (
    "Norway",
    "Chile",
    "Kenya",
    "Japan",
    "Jordan",
    "Peru",
    "Latvia",
    "Ghana",
    "Nepal",
    "Cyprus",
    "Turkey",
    "Mexico",
    "Georgia",
    "Oman",
)
OFFICES = ("foreign minister", "prime minister", "president", "defence minister", "spokeswoman", "trade minister", "mayor", "union leader")
OUTLETS = (
    "Harbour Post",
    "Daily Lantern",
    "Fjord Weekly",
    "Andes Ledger",
    "Levant Observer",
    "Caspian Courier",
    "Baltic Bulletin",
    "Cape Echo",
)
PLACES = ("Oslo", "Valparaíso", "Nairobi", "Osaka", "Amman", "Lima", "Riga", "Accra", "Nicosia", "Ankara", "Tbilisi", "Muscat")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SAID = (
    "“{clause},” {name} said on {day}.",
    "{name} told reporters in {place} that {clause}.",
    "“{Clause},” said {office} {name}, “and {clause}.”",
    "According to {name}, {clause}.",
    "{name} denied that {clause}.",
    "The {office} of {country} warned that {clause}.",
)
DONE = (
    "{country} imposed sanctions on {number} {other} companies on {day}.",
    "{country}'s {office} {name} met the {office} of {other} in {place} on {day}.",
    "{country} and {other} signed an agreement on {thing} in {place} last {day}.",
    "Thousands of people protested against the government in {place} on {day}.",
    "{country} sent {number} tonnes of food to {other} after the {thing}.",
    "{other} recalled its ambassador from {country} over the {thing}.",
)
PLAIN = (
    "The {thing} near {place} has been a matter of debate since {year}, and the {thing} was never {verb}.",
    "About {number} people work at the {thing}, which stands between the {thing} and the old {thing}.",
    "The {thing} costs {number} million, of which the {thing} takes the larger part.",
    "Few in {place} remember the {thing}; those who do speak of the {thing} and of the {thing} behind it.",
    "In {year} the {thing} was closed for {number} weeks.",
)
CLAUSES = (
    "the {thing} will be {verb} before the end of the year",
    "nobody had {verb} the {thing}",
    "the {thing} and the {thing} must not be {verb}",
    "we have {verb} the {thing} and will not do it again",
    "the talks on the {thing} were {verb}",
)
ARTICLE_CHARS = 3_500
COPIES = 0.15  # share of articles that another outlet prints with little changed


def records(count: int, seed: int = 5) -> Iterator[str]:
    """So many articles as lines of JSON, each day some hundred of them."""
    chance = random.Random(seed)  # noqa: S311 - a corpus, no secret
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice([2, 2, 3]))) for _ in range(20_000)]
    people = [f"{chance.choice(words).capitalize()} {chance.choice(words).capitalize()}" for _ in range(max(50, count // 5))]
    kept: list[str] = []
    for number in range(count):
        is_copy = kept and chance.random() < COPIES
        text = chance.choice(kept) if is_copy else _article(chance, words, people)
        if not is_copy:
            kept = [*kept[-50:], text]
        day = date(2024, 1, 1) + timedelta(days=number // 500)
        title = f"{chance.choice(words).capitalize()} {chance.choice(words)} {chance.choice(words)} in {chance.choice(PLACES)}"
        record = {"id": f"n{number}", "outlet": chance.choice(OUTLETS), "title": title, "published_at": day.isoformat(), "text": text}
        yield json.dumps(record, ensure_ascii=False)


def _article(chance: random.Random, words: list[str], people: list[str]) -> str:
    own = chance.choices(people, k=3)
    own_words = chance.choices(words, k=60)
    sides = chance.sample(COUNTRIES, 2)
    paragraphs, size = [], 0
    while size < ARTICLE_CHARS:
        forms = [chance.choice(chance.choices((SAID, DONE, PLAIN), (0.3, 0.15, 0.55))[0]) for _ in range(chance.randint(1, 3))]
        paragraphs.append(" ".join(_filled(form, chance, own_words, own, sides) for form in forms))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def _filled(form: str, chance: random.Random, words: list[str], people: list[str], sides: list[str]) -> str:
    """A form with its gaps filled; clauses have gaps of their own."""
    while "{" in form:
        start = form.index("{")
        end = form.index("}", start)
        gap = form[start + 1 : end]
        value = {
            "clause": lambda: chance.choice(CLAUSES), "Clause": lambda: "T" + CLAUSES[0][1:], "name": lambda: chance.choice(people),
            "office": lambda: chance.choice(OFFICES), "country": lambda: sides[0], "other": lambda: sides[1],
            "place": lambda: chance.choice(PLACES), "day": lambda: chance.choice(DAYS), "thing": lambda: chance.choice(words),
            "verb": lambda: chance.choice(("opened", "closed", "paid", "changed", "sold", "agreed", "finished")),
            "number": lambda: str(chance.randint(2, 90)), "year": lambda: str(chance.randint(1950, 2020)),
        }[gap]()  # fmt: skip
        form = form[:start] + value + form[end + 1 :]
    return form
