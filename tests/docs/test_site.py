"""The site builds strictly, every link of it leads somewhere, and no page asks for anything outside."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.docs.pages import DOCS, ROOT, broken_links, is_outside, loaded


def named(part: object) -> list[str]:
    """Pages that a part of the navigation names."""
    if isinstance(part, str):
        return [part]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return [page for one in inner for page in named(one)]


def test_the_navigation_names_every_page() -> None:
    """Once each; a new page is added to `nav` in mkdocs.yml."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = named(yaml.safe_load(text)["nav"])
    assert sorted(pages) == sorted([*(str(path.relative_to(DOCS).as_posix()) for path in DOCS.rglob("*.md")), "notebook.md"])


def test_links_and_anchors_resolve(site: Path) -> None:
    """Of every built page."""
    assert list(broken_links(site)) == []


def test_no_page_asks_for_an_outside_host(site: Path) -> None:
    """Scripts, styles, letters and pictures are all in the folder, and the styles name none outside."""
    asked = {f"{page.name}: {address}" for page in site.rglob("*.html") for address in loaded(page) if is_outside(address)}
    assert asked == set()
    for style in site.rglob("*.css"):
        named_there = re.findall(r"(?:url\(|@import\s+)['\"]?([^'\")\s]+)", style.read_text("utf-8"))
        assert [address for address in named_there if is_outside(address)] == []


def test_the_check_of_hosts_sees_one(tmp_path: Path) -> None:
    """A page that asks for a script, a style or a letter elsewhere is found."""
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><script src='https://cdn.example/a.js'></script><link rel='stylesheet' href='//cdn.example/a.css'>"
        "<style>@font-face {src: url(https://cdn.example/a.woff)}</style></head><body><img src='a.png'><a href='https://b.example'>b</a></body>",
        "utf-8",
    )
    assert sorted(filter(is_outside, loaded(page))) == ["//cdn.example/a.css", "https://cdn.example/a.js", "https://cdn.example/a.woff"]


def test_the_check_of_links_sees_a_broken_one(tmp_path: Path) -> None:
    """A missing file and a missing anchor are found, what is there is not."""
    (tmp_path / "a.html").write_text("<p id='here'><a href='b.html#gone'>1</a><a href='c.html'>2</a><a href='#here'>3</a></p>", "utf-8")
    (tmp_path / "b.html").write_text("<p id='there'><a href='a.html#here'>1</a></p>", "utf-8")
    assert list(broken_links(tmp_path)) == ["a.html: b.html#gone", "a.html: c.html"]


def test_search_finds_pages_without_a_server(site: Path) -> None:
    """The index of the search stands in a script, so that it works in a folder too."""
    assert (site / "search" / "search_index.js").is_file()


def test_the_notebook_is_a_page_and_a_file(site: Path) -> None:
    """Its page shows texts, code and tables, and hands out the file."""
    page = (site / "notebook.html").read_text("utf-8")
    assert "<table" in page
    assert 'href="notebook.ipynb"' in page
    assert (site / "notebook.ipynb").is_file()


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_links_of_pages_beside_the_site_resolve(name: str) -> None:
    """To files of the repository."""
    for link in re.findall(r"\]\(([^)\s]+)\)", (ROOT / name).read_text("utf-8")):
        path = urlsplit(link)
        assert path.scheme or (ROOT / unquote(path.path)).exists(), link
