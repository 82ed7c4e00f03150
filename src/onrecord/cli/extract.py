"""`onrecord extract`: what is on record in a file, as JSON, with no warehouse."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from onrecord.cli.console import say
from onrecord.cli.options import config_option, settings_of
from onrecord.errors import UsageError


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@config_option
@click.option("--pretty", is_flag=True, help="Indent the JSON, for people.")
def extract(files: Sequence[str], config: Path | None, pretty: bool) -> int:
    """Print one JSON object an article: its fields, quotes, event reports, time expressions and actors.

    FILE is an HTML page, a page dump, records or a web archive, compressed or not; - reads from stdin. No warehouse is touched.
    What cannot be used is told on stderr; the exit code is 1 when nothing could be.
    """
    settings = settings_of(config)
    from onrecord.batches import parser_of
    from onrecord.clean.model import CleanOptions
    from onrecord.extract import extract_file
    from onrecord.read.batch import ReadLimits

    options = CleanOptions(languages=settings.languages, seconds=settings.max_document_seconds)
    limits = ReadLimits(max_document_bytes=settings.max_document_bytes)
    parser, articles = parser_of(settings), 0
    for path, name in _named(files):
        for found in extract_file(path, name, options, limits, parser):
            if found.article is None:
                say(f"{found.source_uri}: {found.reason}: {found.text}")
                continue
            articles += 1
            click.echo(json.dumps(found.article, ensure_ascii=False, indent=1 if pretty else None, default=str))
    return 0 if articles else 1


def _named(files: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """The files with the names they go by; stdin as a file of its own."""
    for given in files:
        path = Path(given)
        if given == "-":
            with tempfile.TemporaryDirectory() as folder:
                held = Path(folder) / "stdin"
                held.write_bytes(sys.stdin.buffer.read())
                yield held, "stdin"
        elif path.is_dir():
            yield from (
                (inner, str(inner)) for inner in sorted(path.rglob("*")) if inner.is_file() and not inner.name.endswith(".meta.json")
            )
        elif path.exists():
            yield path, given
        else:
            raise UsageError(f"There is no file {given}.")
