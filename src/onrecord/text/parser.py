"""What a reader's own spaCy pipeline says of a text: verbs with their subject and the clause they govern.

spaCy is no dependency: it is imported when the setting `spacy_pipeline` names a pipeline, and nothing of it leaves this module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from onrecord.article import Span
from onrecord.errors import UsageError

SUBJECTS = frozenset({"nsubj", "nsubj:outer"})  # ClearNLP labels, as in spaCy's English pipelines, and Universal Dependencies
CLAUSES = frozenset({"ccomp", "xcomp"})
HELD = frozenset({"parataxis"})  # Universal Dependencies hang "Smith said" on the clause, where it stands behind it


@dataclass(frozen=True, slots=True)
class GovernedClause:
    """A verb with a subject of its own and the clause it governs; spans are characters of the text."""

    verb: Span
    subject: Span
    clause: Span
    is_infinitive: bool = False


Parser = Callable[[str], Sequence[GovernedClause]]


@lru_cache(maxsize=2)
def load_parser(name: str) -> Parser:
    """The parser of an installed spaCy pipeline, by its name or the folder it was saved to; a process loads it once.

    Raises:
        UsageError: if spaCy or the pipeline is not installed, or nothing in the pipeline can parse.
    """
    try:
        import spacy
    except ImportError as error:
        raise UsageError(
            f"The setting spacy_pipeline names {name}, but spaCy is not installed; install `onrecord[spacy]`, or leave the setting out."
        ) from error
    try:
        pipeline = spacy.load(name, exclude=["ner", "textcat"])
    except (OSError, ValueError) as error:
        hint = f"install it (`python -m spacy download {name}`), or give the folder it was saved to" if "/" not in name else str(error)
        raise UsageError(f"The setting spacy_pipeline names {name}, which spaCy cannot load: {hint}.") from error
    if not pipeline("It said it works.").has_annotation("DEP"):
        parts = ", ".join(pipeline.pipe_names) or "nothing"
        raise UsageError(f"The spaCy pipeline {name} has no parser (it has {parts}), so it cannot say who says what; name another.")
    return lambda text: governed_clauses(pipeline(text))


def governed_clauses(doc: Any) -> list[GovernedClause]:
    """The verbs of a parsed document that govern a clause and have a subject, by start of the verb.

    Args:
        doc: a spaCy `Doc` with dependencies, by ClearNLP's or Universal Dependencies' labels.
    """
    return [found for token in doc for found in (_governed(token),) if found is not None]


def _governed(token: Any) -> GovernedClause | None:
    children = list(token.children)
    subject = next((child for child in children if child.dep_ in SUBJECTS), None)
    clause = token.head if token.dep_ in HELD else next((child for child in children if child.dep_ in CLAUSES), None)
    if subject is None or clause is None:
        return None
    own = {inner.i for inner in token.subtree} if token.dep_ in HELD else set()
    inside = [inner for inner in clause.subtree if inner.i not in own]
    infinitive = any(inner.dep_ in {"aux", "mark"} and inner.lower_ == "to" for inner in clause.children)
    return GovernedClause(_span([token]), _span(list(subject.subtree)), _span(inside), infinitive)


def _span(tokens: Sequence[Any]) -> Span:
    """The characters from the first to the last of some tokens."""
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last.text))
