"""What a host's robots.txt allows us (RFC 9309), asked once a host."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from onrecord.fetch.client import Client, host_of
from onrecord.fetch.failure import FailedError, RefusedError

ROBOTS = "robots.txt"
LONGEST_PAUSE = 60.0  # seconds; a longer crawl delay is kept at this


@dataclass
class Robots:
    """The rules of the hosts met so far."""

    client: Client
    _rules: dict[str, Protego | str] = field(default_factory=dict)

    def check(self, url: str) -> None:
        """Passes where the address may be asked.

        Raises:
            RefusedError: where its host's rules forbid it, or cannot be had now.
        """
        try:
            place = f"{urlsplit(url).scheme}://{host_of(url)}"
        except ValueError as error:
            raise FailedError(f"no address ({error})") from error
        if place not in self._rules:
            self._rules[place] = self._read(place)
        rules = self._rules[place]
        if isinstance(rules, str):
            raise RefusedError(rules)
        if not rules.can_fetch(url, self.client.settings.user_agent):
            raise RefusedError("robots.txt forbids it")

    def _read(self, place: str) -> Protego | str:
        """The rules of a host; without a file everything is allowed, with an error of the server nothing."""
        try:
            answer = self.client.get(f"{place}/{ROBOTS}")
        except (FailedError, RefusedError) as error:
            return f"robots.txt of the host cannot be had: {error}"
        if answer.status >= 500 or answer.status == 429:
            return f"robots.txt of the host cannot be had: the server answered {answer.status}"
        rules = Protego.parse(answer.body.decode("utf-8-sig", "replace") if answer.status == 200 else "")
        delay = rules.crawl_delay(self.client.settings.user_agent)
        if delay:
            self.client.slow_down(host_of(place), min(float(delay), LONGEST_PAUSE))
        return rules
