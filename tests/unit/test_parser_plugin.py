"""A reader's own spaCy pipeline: it is loaded for real, and what it finds is added to what the models found."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.article import Article, Span
from onrecord.enrich.article import code_article
from onrecord.errors import UsageError
from onrecord.quotes.attribution import Attribution
from onrecord.quotes.parsed import with_parsed
from onrecord.quotes.reading import Reading
from onrecord.quotes.windows import Layout
from onrecord.text.document import Text
from onrecord.text.parser import GovernedClause, load_parser

SAID = "Berg opined the bridge was unsafe."
HEADS = [1, 1, 3, 4, 1, 4, 1]
LABELS = ["nsubj", "ROOT", "det", "nsubj", "ccomp", "acomp", "punct"]  # as ClearNLP has them
LEARNED = ["Berg opined the bridge was unsafe .", "Holm opined the road was closed ."]


def clause_of(body: str, verb: str, subject: str, clause: str, *, infinitive: bool = False) -> GovernedClause:
    """A governed clause by its words in a body."""
    spans = (Span(body.index(words), body.index(words) + len(words)) for words in (verb, subject, clause))
    return GovernedClause(*spans, is_infinitive=infinitive)


def contents(body: str, found: Sequence[Attribution]) -> list[list[str]]:
    """The contents of some attributions in words."""
    layout = Layout(Reading(Text(body)))
    return [[body[s.start : s.end] for lo, hi in one.content for s in layout.spans(lo, hi)] for one in found]


def layout_of(body: str) -> Layout:
    """A body as elements."""
    return Layout(Reading(Text(body)))


def test_a_governed_clause_is_what_its_subject_says() -> None:
    """The subject is the source, the clause the content."""
    body = "Anna Berg claims the bridge was unsafe."
    (one,) = with_parsed(layout_of(body), [], [clause_of(body, "claims", "Anna Berg", "the bridge was unsafe")])
    assert contents(body, [one]) == [["the bridge was unsafe"]]
    assert one.rule_id == "parsed"
    assert one.source == (0, 2)


@pytest.mark.parametrize(
    ("body", "verb", "clause", "infinitive"),
    [
        ("Anna Berg builds the bridge was unsafe.", "builds", "the bridge was unsafe", False),
        ("Anna Berg notes to be tired.", "notes", "to be tired", True),
        ('She wrote: "Anna Berg claims the bridge was unsafe."', "claims", "the bridge was unsafe", False),
    ],
)
def test_other_verbs_attribute_nothing(body: str, verb: str, clause: str, infinitive: bool) -> None:
    """A verb that is no cue, or takes no such clause, or stands in a quotation, attributes nothing."""
    assert with_parsed(layout_of(body), [], [clause_of(body, verb, "Anna Berg", clause, infinitive=infinitive)]) == []


def test_what_another_attribution_holds_is_left_to_it() -> None:
    """Nothing is attributed twice."""
    body = "Anna Berg claims the bridge was unsafe."
    clauses = [clause_of(body, "claims", "Anna Berg", "the bridge was unsafe")]
    first = with_parsed(layout_of(body), [], clauses)
    assert with_parsed(layout_of(body), first, clauses) == first


def test_an_attribution_in_the_middle_parts_its_clause() -> None:
    """Cue and source are no content."""
    body = "The bridge Anna Berg claims was unsafe."
    (one,) = with_parsed(layout_of(body), [], [clause_of(body, "claims", "Anna Berg", "The bridge Anna Berg claims was unsafe")])
    assert contents(body, [one]) == [["The bridge", "was unsafe"]]


def test_a_missing_spacy_is_told_with_the_way_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "spacy", None)
    load_parser.cache_clear()
    with pytest.raises(UsageError, match=r"spaCy is not installed; install `onrecord\[spacy\]`"):
        load_parser("en_core_web_sm")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny pipeline whose parser learned two sentences."""
    spacy = pytest.importorskip("spacy", reason="spaCy, an extra, is not installed")
    from spacy.tokens import Doc
    from spacy.training import Example

    pipeline = spacy.blank("en")
    pipeline.add_pipe("parser", config={"min_action_freq": 1})
    vocab, sentences = pipeline.vocab, [line.split() for line in LEARNED]
    examples = [Example(Doc(vocab, words), Doc(vocab, words, heads=HEADS, deps=LABELS)) for words in sentences]
    spacy.util.fix_random_seed(1)
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(25):
        pipeline.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("pipelines") / "tiny"
    pipeline.to_disk(folder)
    return folder


def test_a_pipeline_is_loaded_and_read(tiny: Path) -> None:
    """A pipeline saved to a folder says who says what."""
    (clause,) = load_parser(os.fspath(tiny))(SAID)
    assert [SAID[s.start : s.end] for s in (clause.verb, clause.subject, clause.clause)] == ["opined", "Berg", "the bridge was unsafe"]


def test_what_the_pipeline_finds_is_among_the_quotes(tiny: Path) -> None:
    """A quote that only the pipeline finds is coded."""
    body = f"The council met on Friday.\n{SAID}"
    article = Article("a1", body)
    with_parser = code_article(article, load_parser(os.fspath(tiny))).quotes
    assert [body[q.content[0].start : q.content[-1].end] for q in with_parser] == ["the bridge was unsafe"]


def test_useless_pipelines_are_refused(tmp_path: Path) -> None:
    """A pipeline that cannot parse and one that is not there are refused with words."""
    spacy = pytest.importorskip("spacy", reason="spaCy, an extra, is not installed")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(UsageError, match=r"has no parser \(it has nothing\)"):
        load_parser(os.fspath(tmp_path / "blank"))
    with pytest.raises(UsageError, match="spaCy cannot load"):
        load_parser("no_such_pipeline_here")
