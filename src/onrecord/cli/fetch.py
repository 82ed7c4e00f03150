"""`onrecord fetch`: new pages of feeds and sitemaps into the raw folder. The only command that uses the network."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from onrecord.cli.console import say
from onrecord.cli.options import config_option, settings_of


@click.command()
@config_option
@click.option("--feeds", type=click.Path(path_type=Path), default=Path("feeds.toml"), show_default=True, help="File that names the feeds.")
@click.option(
    "--raw", type=click.Path(path_type=Path), help="Folder the pages are landed in; the first raw folder of the settings otherwise."
)
@click.option("--json", "as_json", is_flag=True, help="Print what came of each feed as JSON.")
def fetch(config: Path | None, feeds: Path, raw: Path | None, as_json: bool) -> int:
    """Land new pages of RSS and Atom feeds and sitemaps in the raw folder, as a web archive that `onrecord run` reads.

    Politely: robots.txt is kept, each host is asked one page at a time with a pause between, feeds are asked only for what is new, and
    time, size and redirects are bounded. Hosts on private addresses are refused unless the file says allow_private = true. The exit code
    is 1 when a feed could not be read.
    """
    from onrecord.fetch.land import Visit
    from onrecord.fetch.settings import load_feeds

    settings = load_feeds(feeds)
    visit = Visit(settings, raw or Path(settings_of(config).raw[0]), say)
    reports = visit.run()
    unread = [report for report in reports if any(url == report.url for url, _ in report.problems)]
    if as_json:
        click.echo(json.dumps({"archives": visit.archives, "feeds": [asdict(report) for report in reports]}, ensure_ascii=False))
        return 1 if unread else 0
    for report in reports:
        unchanged = ", unchanged" if report.is_unchanged else ""
        click.echo(
            f"{report.outlet or report.url}: {report.found} found, {report.known} known, {report.fetched} fetched, "
            f"{report.refused} refused, {report.failed} failed, {report.left} left for next time{unchanged}"
        )
        for url, problem in report.problems:
            say(f"  {url}: {problem}")
    click.echo(f"Landed in {visit.folder}: {', '.join(visit.archives) or 'nothing new'}.")
    return 1 if unread else 0
