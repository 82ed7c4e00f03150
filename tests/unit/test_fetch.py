"""Fetching, against a real server on loopback that is slow, lies, circles, bombs and forbids."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.clean.model import CleanOptions
from onrecord.cli.main import outcome
from onrecord.errors import UsageError
from onrecord.extract import extract_file
from onrecord.fetch.addresses import target_of
from onrecord.fetch.client import Client
from onrecord.fetch.failure import FailedError, RefusedError
from onrecord.fetch.feeds import read_listing
from onrecord.fetch.land import FeedReport, Visit
from onrecord.fetch.robots import Robots
from onrecord.fetch.settings import Feed, FetchSettings, load_feeds
from onrecord.read.batch import ReadLimits

PAGE = (
    "<html><head><title>Ferry pier opens</title></head><body><article><h1>Ferry pier opens</h1>"
    "<p>The new pier of the harbour town opened on Monday after two years of work, and the first ferry left at noon.</p>"
    "<p>“We have waited long for this,” mayor Alma Pickering said, and thanked the builders of the pier for their patience.</p>"
    "<p>The old pier will be taken down in spring, the council said, and its timber is to be sold to the highest bidder.</p>"
    "</article></body></html>"
)
SITEMAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>"


class Site(BaseHTTPRequestHandler):
    """A site with good and bad pages."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """One answer."""
        self.server.asked.append(self.path)
        name = self.path.partition("?")[0].strip("/").replace(".", "_").replace("-", "_") or "index"
        getattr(self, f"page_{name}", self.missing)()

    def give(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        """Sends an answer."""
        self.send_response(status)
        for key, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def missing(self) -> None:
        """No such page."""
        self.give(b"none", status=404)

    def page_robots_txt(self) -> None:
        """One folder is forbidden."""
        self.give(b"User-agent: *\nDisallow: /secret", "text/plain")

    def page_feed_xml(self) -> None:
        """A feed with a version."""
        if self.headers.get("If-None-Match") == '"v1"':
            self.give(b"", status=304)
            return
        links = ("/good?utm_source=feed", "/secret/plan", "/circle", "/gone", "/picture", "/good")
        items = "".join(f"<item><title>x</title><link>{link.replace('&', '&amp;')}</link></item>" for link in links)
        self.give(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "application/rss+xml", ETag='"v1"')

    def page_index_xml(self) -> None:
        """A sitemap of sitemaps."""
        self.give(b"<sitemapindex><sitemap><loc>/map.xml.gz</loc></sitemap></sitemapindex>", "application/xml")

    def page_map_xml_gz(self) -> None:
        """A packed sitemap."""
        self.give(gzip.compress(SITEMAP.format("<url><loc>/good</loc></url>").encode()), "application/gzip")

    def page_good(self) -> None:
        """A page, packed."""
        self.give(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def page_circle(self) -> None:
        """Redirects to itself."""
        self.give(b"", status=302, Location="/circle")

    def page_picture(self) -> None:
        """No page."""
        self.give(b"GIF89a", "image/gif")

    def page_elsewhere(self) -> None:
        """Redirects to a forbidden page."""
        self.give(b"", status=301, Location="/secret/plan")

    def page_bomb(self) -> None:
        """A few bytes that unfold to many."""
        self.give(gzip.compress(bytes(8 << 20)), Content_Encoding="gzip")

    def page_large(self) -> None:
        """More bytes than allowed."""
        self.give(bytes(3 << 20))

    def page_short(self) -> None:
        """Fewer bytes than said."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<html>")
        self.close_connection = True

    def page_cut(self) -> None:
        """A packed answer that ends early."""
        self.give(gzip.compress(PAGE.encode())[:-20], Content_Encoding="gzip")

    def page_drip(self) -> None:
        """Headers that never end."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            while True:
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def page_endless(self) -> None:
        """A page without a length that drips."""
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    def page_nowhere(self) -> None:
        """Redirects to no address."""
        self.give(b"", status=302, Location="http://[bad/")

    def page_twice(self) -> None:
        """Two packed members."""
        self.give(gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip")

    def page_slow(self) -> None:
        """A byte now and then, for ever."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    """Keeps what was asked, and says nothing when a client hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Site)
        self.asked: list[str] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The site."""
    made = Server()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def base(server: Server) -> str:
    """Where the site is; what was asked before is forgotten."""
    server.asked.clear()
    return f"http://127.0.0.1:{server.server_port}"


LOCAL = FetchSettings(seconds_between_requests=0, allow_private=True, most_bytes=1 << 20, total_seconds=0.5, connect_seconds=2)


def visit(folder: Path, *feeds: str, settings: FetchSettings = LOCAL) -> list[FeedReport]:
    """What came of the feeds."""
    return Visit(replace(settings, feeds=tuple(Feed(url) for url in feeds)), folder, lambda _: None).run()


def is_whole(report: FeedReport) -> bool:
    """Whether every address is accounted for."""
    return report.found == report.known + report.fetched + report.refused + report.failed + report.left


def test_new_pages_are_landed_once_and_accounted_for(base: str, tmp_path: Path) -> None:
    """Good pages stand in an archive that the pipeline reads; the others have a reason; nothing is fetched twice."""
    (report,) = visit(tmp_path, f"{base}/feed.xml")
    assert (report.found, report.known, report.fetched, report.refused, report.failed) == (5, 0, 1, 1, 3)
    assert is_whole(report)
    reasons = {url.removeprefix(base): problem for url, problem in report.problems}
    assert reasons["/secret/plan"] == "robots.txt forbids it"
    assert "redirects" in reasons["/circle"]
    assert "404" in reasons["/gone"]
    assert "image/gif" in reasons["/picture"]
    (archive,) = tmp_path.glob("*.warc.gz")
    (found,) = extract_file(archive, archive.name, CleanOptions(languages=("en",)), ReadLimits())
    assert found.article is not None
    assert found.article["title"] == "Ferry pier opens"
    assert found.article["url"].startswith(f"{base}/good")
    (again,) = visit(tmp_path, f"{base}/feed.xml")
    assert (again.found, again.known, again.fetched, again.failed) == (5, 1, 0, 3)


def test_an_unchanged_feed_costs_one_question(base: str, server: Server, tmp_path: Path) -> None:
    """With everything landed, the feed is asked for its change only."""
    (tmp_path / ".fetched.json").write_text(json.dumps({"pages": {}, "validators": {f"{base}/feed.xml": {"If-None-Match": '"v1"'}}}))
    (report,) = visit(tmp_path, f"{base}/feed.xml")
    assert report.is_unchanged
    assert report.found == 0
    assert server.asked == ["/robots.txt", "/feed.xml"]


def test_sitemaps_of_sitemaps_are_followed(base: str, tmp_path: Path) -> None:
    """Packed ones too."""
    (report,) = visit(tmp_path, f"{base}/index.xml")
    assert (report.found, report.fetched) == (1, 1)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("bomb", "decompressed"), ("large", "larger than"), ("short", "RemoteProtocolError"), ("cut", "cut off"),
        ("slow", "not done within"), ("drip", "not done within"), ("endless", "not done within"), ("nowhere", "no address"),
        ("circle", "redirects"),
    ],
)  # fmt: skip
def test_bad_answers_fail_within_bounds(base: str, page: str, why: str) -> None:
    """Each with its reason."""
    began = time.monotonic()
    with pytest.raises(FailedError, match=why):
        Client(LOCAL).get(f"{base}/{page}")
    assert time.monotonic() - began < 5


def test_packed_answers_may_have_several_members(base: str) -> None:
    """All of them are the body."""
    assert Client(LOCAL).get(f"{base}/twice").body == b"one two"


def test_what_is_cut_off_is_no_feed() -> None:
    """A feed that ends early names pages that do not exist."""
    whole = SITEMAP.format("".join(f"<url><loc>http://news.example/{i}</loc></url>" for i in range(300))).encode()
    for cut in (whole[:-40], gzip.compress(whole)[:-40]):
        with pytest.raises(FailedError):
            read_listing(cut, "http://news.example/map", 1 << 20)


def test_a_bad_address_costs_itself_alone(base: str, tmp_path: Path) -> None:
    """The others are landed."""
    (broken, good) = visit(tmp_path, "http://[bad/feed", f"{base}/index.xml")
    assert broken.problems
    assert good.fetched == 1


def test_rules_may_begin_with_a_mark(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """A byte order mark does not hide the first rule."""
    monkeypatch.setattr(Site, "page_robots_txt", lambda self: self.give(b"\xef\xbb\xbfUser-agent: *\nDisallow: /good", "text/plain"))
    with pytest.raises(RefusedError):
        Robots(Client(LOCAL)).check(f"{base}/good")


def test_the_longest_rule_counts_and_stars_match(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """As RFC 9309 has it."""
    rules = b"User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.print$"
    monkeypatch.setattr(Site, "page_robots_txt", lambda self: self.give(rules, "text/plain"))
    robots = Robots(Client(LOCAL))
    robots.check(f"{base}/a/b")
    for forbidden in ("a/c", "x.print"):
        with pytest.raises(RefusedError):
            robots.check(f"{base}/{forbidden}")


def test_rules_that_cannot_be_had_forbid(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """An error of the server is no permission."""
    monkeypatch.setattr(Site, "page_robots_txt", lambda self: self.give(b"", status=503))
    with pytest.raises(RefusedError, match="503"):
        Robots(Client(LOCAL)).check(f"{base}/good")


def test_every_hop_is_checked(base: str) -> None:
    """A redirect leads nowhere that could not be asked directly."""
    met: list[str] = []

    def check(url: str) -> None:
        met.append(url)
        if "secret" in url:
            raise RefusedError("no")

    with pytest.raises(RefusedError):
        Client(LOCAL).get(f"{base}/elsewhere", check=check)
    assert met == [f"{base}/elsewhere", f"{base}/secret/plan"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://169.254.169.254/", "ftp://news.example/", "file:///x"]
)
def test_what_is_not_public_is_refused(url: str) -> None:
    """Private, loopback and link-local addresses, and other schemes."""
    with pytest.raises(RefusedError):
        target_of(url, allow_private=False)


def test_hosts_are_asked_with_a_pause(base: str) -> None:
    """Two requests to one host stand apart."""
    client = Client(replace(LOCAL, seconds_between_requests=0.2))
    began = time.monotonic()
    client.get(f"{base}/good")
    client.get(f"{base}/good")
    assert time.monotonic() - began >= 0.2


@pytest.mark.parametrize("body", [b"", b"<html><body>no feed</body></html>", b"plain words", b"\x1f\x8bdamaged"])
def test_what_is_no_feed_is_told(body: bytes) -> None:
    """With what it is instead."""
    with pytest.raises(FailedError):
        read_listing(body, "http://news.example/feed", 1000)


def test_feeds_of_both_kinds_are_read() -> None:
    """Relative addresses are made whole; entities of the document's own are not opened."""
    atom = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='self' href='/s'/><link href='a/1'/></entry></feed>"
    assert read_listing(atom, "https://news.example/x/feed", 1000).pages == ("https://news.example/x/a/1",)
    trick = b"<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><rss><channel><item><link>&f;</link></item></channel></rss>"
    assert read_listing(trick, "https://news.example/", 1000).pages == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "names no feed"), ("x = [", "no TOML"), ("[[feed]]\nurl = 'ftp://a.example'", "http"), ("[[feed]]\nname = 'x'", "unknown"),
        ("most_bytes = 'all'\n[[feed]]\nurl = 'http://a.example'", "must be a int"), ("[[feed]]\noutlet = 'x'", "no url"),
    ],
)  # fmt: skip
def test_a_wrong_file_of_feeds_is_told(tmp_path: Path, text: str, why: str) -> None:
    """The message says what is wrong."""
    file = tmp_path / "feeds.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=why):
        load_feeds(file)


def test_the_command_lands_pages(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says what came of each feed."""
    file = tmp_path / "feeds.toml"
    file.write_text(
        f'allow_private = true\nseconds_between_requests = 0.0\n[[feed]]\nurl = "{base}/index.xml"\noutlet = "Harbour Post"\n', "utf-8"
    )
    assert outcome(["fetch", "--feeds", str(file), "--raw", str(tmp_path / "raw")]) == 0
    assert "Harbour Post: 1 found, 0 known, 1 fetched" in capsys.readouterr().out
    (archive,) = (tmp_path / "raw").glob("*.warc.gz")
    (found,) = extract_file(archive, archive.name, CleanOptions(languages=("en",)), ReadLimits())
    assert found.article is not None
    assert found.article["outlet_name"] == "Harbour Post"
    assert outcome(["fetch", "--feeds", str(file), "--raw", str(tmp_path / "raw"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["feeds"][0]["known"] == 1
    assert outcome(["fetch", "--feeds", str(tmp_path / "none.toml")]) == 2
