"""The pages of the documentation: their snippets, the built site, its links."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import html

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])


class Snippet(NamedTuple):
    """A fenced block of a page."""

    page: str
    kind: str
    text: str


def snippets(*kinds: str) -> list[Snippet]:
    """Every block of some kinds, of all pages."""
    fence = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
    blocks = ((path, match) for path in PAGES for match in fence.finditer(path.read_text("utf-8")))
    return [Snippet(str(path.relative_to(ROOT)), match[1], match[2]) for path, match in blocks if match[1] in kinds]


def build(root: Path, folder: Path) -> None:
    """Builds the site strictly, as `make site` does.

    Raises:
        RuntimeError: if it cannot be built, with what the builder says.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def loaded(page: Path) -> Iterator[str]:
    """Addresses that a browser asks for when it shows a page: scripts, styles, pictures, frames, and what styles name."""
    tree = html.fromstring(page.read_bytes())
    yield from map(str, tree.xpath("//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src | //object/@data"))
    yield from map(str, tree.xpath("//link[not(contains('canonical prev next', @rel))]/@href"))
    for style in [*tree.xpath("//style/text()"), *tree.xpath("//@style")]:
        yield from re.findall(r"url\(['\"]?([^'\")]+)", style)


def is_outside(address: str) -> bool:
    """Whether an address names a host."""
    return bool(urlsplit(address).netloc)


def broken_links(site: Path) -> Iterator[str]:
    """Every link of the built pages to a file or an anchor of theirs that is not there."""
    trees = {path: html.fromstring(path.read_bytes()) for path in sorted(site.rglob("*.html")) if path.name != "404.html"}
    anchors = {path: set(map(str, tree.xpath("//@id | //a/@name"))) for path, tree in trees.items()}
    for path, tree in trees.items():
        for link in map(str, tree.xpath("//a/@href | //img/@src")):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            there = target.is_file() and (not parts.fragment or target not in anchors or unquote(parts.fragment) in anchors[target])
            if not there and parts.fragment != "__skip":
                yield f"{path.relative_to(site)}: {link}"
