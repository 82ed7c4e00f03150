"""Fields of an article: charset, title, authors, agencies, dateline, address, language."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.clean.agencies import agencies
from onrecord.clean.charset import decode
from onrecord.clean.dateline import find_dateline
from onrecord.clean.language import language_of
from onrecord.clean.metadata import read_metadata
from onrecord.clean.model import PageError
from onrecord.clean.outlets import declared_names, known_outlet, outlet_id, outlet_name
from onrecord.clean.page_dump import read_dump
from onrecord.clean.people import people
from onrecord.clean.titles import cut_suffix, page_title
from onrecord.clean.urls import day_in_address, domain_of, folder_domain, web_address
from onrecord.reasons import Reason


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("\ufeffGrüße".encode(), None, "Grüße"),
        ("Grüße".encode("utf-16"), None, "Grüße"),
        ("“Quoted” – said".encode("cp1252"), "ISO-8859-1", "“Quoted” – said"),
        (b'<meta charset="windows-1251"><p>' + "Министр".encode("cp1251"), None, '<meta charset="windows-1251"><p>Министр'),
        ("naïve".encode("latin-1"), "no-such-charset", "naïve"),
        (("é" * 200).encode() + b"\xff", None, "é" * 200 + "\ufffd"),
    ],
)
def test_decode(content: bytes, declared: str | None, text: str) -> None:
    """Marks, UTF-8, declared and named charsets in this order; damaged UTF-8 stays UTF-8."""
    assert decode(content, declared) == text


def test_undecodable() -> None:
    """Bytes that are no text are refused with the reason."""
    with pytest.raises(PageError) as error:
        decode(bytes(range(1, 9)) * 50)
    assert error.value.reason is Reason.UNDECODABLE


@pytest.mark.parametrize(
    ("title", "names", "cut"),
    [
        ("Harvest fails in the north | The Grain Post", [], "Harvest fails in the north"),
        ("Harvest fails - The Grain Post", ["Grain Post"], "Harvest fails"),
        ("The Grain Post: Harvest fails", ["The Grain Post"], "The Grain Post: Harvest fails"),
        ("Bread - and salt", ["The Grain Post"], "Bread - and salt"),
        ("Q&amp;A with the miller", [], "Q&A with the miller"),
    ],
)
def test_cut_suffix(title: str, names: list[str], cut: str) -> None:
    """Names of the site go, everything else of a headline stays."""
    assert cut_suffix(title, names) == cut


def test_title_prefers_the_printed_headline() -> None:
    """The h1 that agrees with the head wins; an h1 that is the site's name does not."""
    page = "<title>Mill burns down - Grain Post</title><h1>Grain Post</h1><meta property=og:title content='Mill burns'>"
    page += "<h1>Mill burns down</h1>"
    assert page_title(read_metadata(page), ["Grain Post"]) == "Mill burns down"


def test_broken_json_ld_is_read_for_what_matters() -> None:
    """A trailing comma or an unescaped line does not lose the headline and the date."""
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Mill burns", "datePublished": "2024-05-02" oops}</script>'
    )
    found = read_metadata(page)
    assert (found.article_field("headline"), found.article_field("datePublished")) == ("Mill burns", "2024-05-02")


def test_metadata_ignores_what_is_commented_out() -> None:
    """Comments and scripts are no metadata."""
    page = "<!-- <meta property='og:title' content='Old'> --><script>var x = \"<title>Not</title>\";</script><title>Yes</title>"
    found = read_metadata(page)
    assert (found.title, found.meta) == ("Yes", {})


@pytest.mark.parametrize(
    ("bylines", "names"),
    [
        (["By Ann Lee and Bo Ek, Reuters"], ("Ann Lee", "Bo Ek")),
        (["by MARIE-CLAIRE DUPONT"], ("Marie-Claire Dupont",)),
        (["Grain Post Staff"], ()),
        (["Text by: Ludwig van der Meer"], ("Ludwig van der Meer",)),
        (["Jo Hill in Lima with Ann Lee in Quito"], ("Jo Hill", "Ann Lee")),
        (["https://grainpost.example/people/ann"], ()),
        (["Reuters", "Ann Lee", "Ann Lee"], ("Ann Lee",)),
    ],
)
def test_people(bylines: list[str], names: tuple[str, ...]) -> None:
    """Bylines name people: no agencies, desks or addresses, nobody twice."""
    assert people(bylines) == names


def test_people_are_not_the_outlet() -> None:
    """The outlet's own name is no author."""
    assert people(["Daily Miller", "Ann Lee"], ["Daily Miller"]) == ("Ann Lee",)


def test_agencies_in_order() -> None:
    """Each way an agency is credited gives its name, once."""
    assert agencies(["(AFP, Reuters)", "With AP and AFP"]) == ("Agence France-Presse", "Reuters", "Associated Press")
    assert agencies(["The trend in the APRIL wap"]) == ()


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("LIMA, Peru (AP) — The mill burned.", "LIMA, Peru"),
        ("QUITO — The mill burned.", "QUITO"),
        ("New Ulm - The mill burned.", "New Ulm"),
        ("PORTO NOVO, Benin, Jo Hill in Porto Novo- The mill burned.", "PORTO NOVO, Benin"),
        ("The miller said - and meant it - that he was sorry.", None),
        ("Millers - who are few - were sorry.", None),
        ("“No,” she said — Then she left.", None),
    ],
)
def test_dateline(paragraph: str, place: str | None) -> None:
    """A dateline is a place closed by a dash, not a sentence with a dash in it."""
    found = find_dateline(paragraph)
    assert (found.place if found else None) == place
    assert found is None or paragraph[found.end :] == "The mill burned."


def test_addresses() -> None:
    """Domains come from full addresses and from folders that are named after one."""
    assert domain_of("https://www.grainpost.example/a") == "grainpost.example"
    assert web_address("javascript:alert(1)") is None
    assert web_address("http://[broken") is None
    assert folder_domain("raw/grainpost.example/2024/a.html") == "grainpost.example"
    assert folder_domain("archive.v2/a.b/page.html") is None
    assert folder_domain("grainpost.example") is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2024/05/02/mill", date(2024, 5, 2)),
        ("https://a.example/2024/may/02/mill", date(2024, 5, 2)),
        ("https://a.example/news/20240502-mill", date(2024, 5, 2)),
        ("https://a.example/2024/13/02/mill", None),
        ("https://a.example/12024/05/02/mill", None),
        ("https://a.example/?d=2024/05/02", None),
    ],
)
def test_day_in_address(address: str, day: date | None) -> None:
    """A day stands in the path of an address, or there is none."""
    found = day_in_address([None, address])
    assert (found[0] if found else None) == day


def test_outlets() -> None:
    """What came with the document is first, then the registry, the page, the domain."""
    assert outlet_name("Declared", "harbourpost.example", ["Page"]) == "Declared"
    assert outlet_name(None, "www2.harbourpost.example", ["Page"]) == "The Harbour Post"
    assert outlet_name(None, "grainpost.example", ["Page"]) == "Page"
    assert outlet_name(None, "grainpost.example") == "grainpost.example"
    assert outlet_name(None, None) is None
    assert outlet_id("The Grain Post") == outlet_id("GRAIN POST") != outlet_id("Grain Mail")
    assert known_outlet(None) is None


def test_declared_names_come_from_site_and_publisher() -> None:
    """The names a page gives its site, without addresses, each once."""
    page = (
        '<meta property="og:site_name" content="Grain Post"><script type="application/ld+json">'
        '{"@type": "NewsArticle", "publisher": {"name": "Grain Media"}}</script><meta name="application-name" content="Grain Post">'
    )
    assert declared_names(read_metadata(page)) == ["Grain Post", "Grain Media"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mill at the river burned down on Monday and nobody knows who was in it.", "en"),
        ("Die Mühle am Fluss ist am Montag abgebrannt, und niemand weiß, wer darin gewesen ist.", "de"),
        ("Мельница у реки сгорела в понедельник, и никто не знает, кто в ней был в эту ночь.", "ru"),
        ("Mill burns", "en"),
        ("123 456", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """The language of the words; English where two words say nothing."""
    assert language_of(text) == language


def test_declared_language_outranks() -> None:
    """A language that came with the document is believed."""
    assert language_of("Mill burns", "PT-br") == "pt"


def dated_page(*around: str) -> str:
    """A dump whose only text is a short story, with lines behind it."""
    story = [
        "The old mill on the river burned down on Monday night, the fire brigade of the dale said on Tuesday morning.",
        "Nobody was hurt, said its chief, Ada Holm, who had been at the scene since the first call came in at ten.",
        "The mill had stood empty since 1998, and the council had planned to turn it into flats in the coming year.",
        "Police are looking for two boys who were seen on the bank of the river an hour before the fire was noticed.",
    ]
    return "\n".join(["Mill burns down at the river", *story, *around])


def test_the_only_day_of_a_page_is_its_date_even_behind_the_text() -> None:
    """Nothing competes with it; a day glued into a line about something else does not count as such."""
    assert read_dump(dated_page("Wednesday, May 13th 2015", "Share")).hints.publication.day == date(2015, 5, 13)
    assert read_dump(dated_page("Share", "Our next open day for all readers is on May 13th 2015 in the hall")).hints.publication.day is None
