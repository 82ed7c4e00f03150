"""A visit to every feed: what is new is landed in one archive, and every address named is accounted for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from onrecord.fetch.addresses import canonical
from onrecord.fetch.archive import write_archive
from onrecord.fetch.client import NOT_MODIFIED, Answer, Client
from onrecord.fetch.failure import FailedError, RefusedError
from onrecord.fetch.feeds import read_listing
from onrecord.fetch.robots import Robots
from onrecord.fetch.settings import Feed, FetchSettings
from onrecord.fetch.state import State, read_state, write_state

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
SAVE_EVERY = 50  # pages after which an archive is closed: what a kill costs at most
Told = Callable[[str], None]


@dataclass(slots=True)
class FeedReport:
    """What came of a feed: `found` = `known` + `fetched` + `refused` + `failed` + `left` (beyond the feed's number of pages)."""

    url: str
    outlet: str | None
    found: int = 0
    known: int = 0
    fetched: int = 0
    refused: int = 0
    failed: int = 0
    left: int = 0
    is_unchanged: bool = False
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Visit:
    """One visit to all feeds, into one raw folder."""

    settings: FetchSettings
    folder: Path
    told: Told
    client: Client = field(init=False)
    robots: Robots = field(init=False)
    state: State = field(init=False)
    archives: list[str] = field(default_factory=list)
    _answers: list[tuple[str, Answer]] = field(default_factory=list)
    _pending: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Reads what was landed before."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.client = Client(self.settings)
        self.robots = Robots(self.client)
        self.state = read_state(self.folder)

    def run(self) -> list[FeedReport]:
        """Visits every feed in turn."""
        return [self._feed(feed) for feed in self.settings.feeds]

    def _feed(self, feed: Feed) -> FeedReport:
        report = FeedReport(feed.url, feed.outlet)
        self.told(f"{feed.url} ...")
        addresses = self._addresses(feed, report)
        report.found, is_read = len(addresses), not report.problems
        new = [(key, url) for key, url in addresses.items() if key not in self.state.pages]
        report.known = report.found - len(new)
        report.left = max(0, len(new) - feed.most_pages)
        try:
            for key, url in new[: feed.most_pages]:
                self._page(key, url, report)
        finally:  # what was fetched before an interruption is kept
            self._save(feed.outlet)
        if is_read and not (report.left or report.failed):  # else the feed is read again, for what is still to be had of it
            self.state.validators.update(self._pending)
            write_state(self.folder, self.state)
        self._pending.clear()
        return report

    def _addresses(self, feed: Feed, report: FeedReport) -> dict[str, str]:
        """The pages a feed names, by canonical address, sitemaps of sitemaps followed."""
        queue, pages, seen = [feed.url], dict[str, str](), set[str]()
        unchanged = 0
        while queue and len(seen) < self.settings.most_sitemaps:
            url = queue.pop(0)
            if url in seen:
                continue
            seen.add(url)
            try:
                answer = self.client.get(url, self.state.validators.get(url), self.robots.check)
                if answer.status == NOT_MODIFIED:
                    unchanged += 1
                    continue
                if answer.status != 200:
                    raise FailedError(f"the server answered {answer.status}")
                listing = read_listing(answer.body, answer.url, self.settings.most_bytes)
            except (RefusedError, FailedError) as problem:
                report.problems.append((url, str(problem)))
                continue
            self._pending[url] = {asked: value for name, asked in VALIDATORS.items() if (value := answer.header(name))}
            queue += listing.sitemaps
            pages |= {canonical(page): page for page in listing.pages if canonical(page) not in pages}
        report.is_unchanged = unchanged == len(seen)
        report.problems += [(url, f"more than {self.settings.most_sitemaps} sitemaps") for url in queue[:1] if url not in seen]
        return pages

    def _page(self, key: str, url: str, report: FeedReport) -> None:
        try:
            answer = self.client.get(url, None, self.robots.check)
            kind = (answer.header("content-type") or "text/html").partition(";")[0].strip().lower()
            if answer.status != 200:
                raise FailedError(f"the server answered {answer.status}")
            if kind not in PAGE_TYPES:
                raise FailedError(f"no page, but {kind[:60]}")
        except RefusedError as problem:
            report.refused += 1
            report.problems.append((url, str(problem)))
        except FailedError as problem:
            report.failed += 1
            report.problems.append((url, str(problem)))
        else:
            report.fetched += 1
            self._answers.append((key, answer))
            self.told(f"  {url}")
            if len(self._answers) >= SAVE_EVERY:
                self._save(report.outlet)

    def _save(self, outlet: str | None) -> None:
        """Writes what was fetched of a feed into an archive of its own, then notes it as landed."""
        if self._answers:
            name = f"fetch-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.warc.gz"
            if outlet:  # what the sidecar says is there before the archive is
                (self.folder / f"{name}.meta.json").write_text(json.dumps({"outlet": outlet}, ensure_ascii=False), "utf-8")
            write_archive(self.folder / name, [answer for _, answer in self._answers])
            self.state.pages.update({key: name for key, _ in self._answers})
            self.archives.append(name)
            self._answers.clear()
            write_state(self.folder, self.state)
