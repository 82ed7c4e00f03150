"""The development gold sets measured in this process, as `scoreboard` does it through the command line; nothing of them is kept here."""

from __future__ import annotations

import gzip
import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from onrecord.article import Document
from onrecord.clean.model import CleanOptions, PageError
from onrecord.clean.stage import ARTICLE_COLUMNS, clean_document
from onrecord.dedupe.stage import deduplicate, fingerprint_batch
from onrecord.extract import article_object
from onrecord.ids import document_id
from onrecord.schema.tables import TABLES

EVAL = Path(__file__).parents[3] / "shared" / "eval"
DATA = EVAL / "data"
OPTIONS = CleanOptions(languages=("en",))
Figures = dict[str, float]


def gold(name: str) -> list[dict[str, Any]]:
    """Rows of a gold set."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


@cache
def scorer(name: str) -> Any:
    """A scorer of the shared folder."""
    sys.path.insert(0, str(EVAL / "scorers"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


def text_document(key: str, text: str, **declared: str | None) -> Document:
    """A record's text as ingest hands it on."""
    content = text.encode("utf-8", "surrogatepass")
    return Document(
        document_id(key.encode() + content), f"gold#{key}", "text", content, **{f"declared_{k}": v for k, v in declared.items()}
    )  # type: ignore[arg-type]


def quotes() -> Figures:
    """Exact content, end to end, and speakers of quotes."""
    score = scorer("score_quotes")
    rows = gold("quotes_dev")
    found = {}
    for g in rows:
        document = text_document(g["id"], g["text"], title=g.get("title"), published_at=g.get("date"), outlet=g.get("publisher"))
        found[g["id"]] = [_quote(q) for q in article_object(document, OPTIONS)["quotes"]]
    names = {(s["id"], s["attribution"]): s for s in gold("speakers_dev")}
    every, speech = score.evaluate(rows, found, False, names), score.evaluate(rows, found, True, None)
    return {
        "quotes.direct.exact_f1": every["direct"]["exact"][2],
        "quotes.direct.end_to_end_f1": every["direct"]["end_to_end"][2],
        "quotes.direct.source_given_content": every["direct"]["source|content"]["overlap"],
        "quotes.mixed.exact_f1": every["mixed"]["exact"][2],
        "quotes.speech.exact_f1": speech["all"]["exact"][2],
        "quotes.speech_indirect.exact_f1": speech["indirect"]["exact"][2],
        "quotes.speaker_direct_all": every["speaker"]["direct/all"]["acc"],
    }


def _quote(row: dict[str, Any]) -> dict[str, Any]:
    """A quote as the scorer reads it."""

    def span(name: str) -> list[list[int]] | None:
        start = row[f"{name}_start_char"]
        return None if start is None else [[start, row[f"{name}_end_char"]]]

    content = [[s["start_char"], s["end_char"]] for s in row["content_spans"]]
    return {"content": content, "type": row["quote_type"], "speaker": row["speaker_name"], "source": span("speaker"), "cue": span("cue")}


def times() -> Figures:
    """Values of time expressions."""
    rows = gold("time_dev")
    found = [
        {"doc_id": g["doc_id"], "timexes": [
            {"start": t["start_char"], "end": t["end_char"], "type": t["timex_type"], "value": t["timex_value"]}
            for t in article_object(text_document(g["doc_id"], g["text"], published_at=g["dct"]), OPTIONS)["time_expressions"]
        ]}
        for g in rows
    ]  # fmt: skip
    out = scorer("score_time").score(rows, found)
    return {"times.value_f1": out["value"][2], "times.value_accuracy": out["value_accuracy"]}


def events() -> Figures:
    """PLOVER types with the pair given, and pair and type end to end."""
    score = scorer("score_events")
    rows = gold("plover_train")
    sentences = sorted({g["sentence"] for g in rows})
    reports = {s: article_object(text_document(s[:40], s), OPTIONS)["event_reports"] for s in sentences}
    given, ends = [], []
    for g in rows:

        def fit(report: dict[str, Any], g: dict[str, Any] = g) -> tuple[int, float]:
            actor = any(score.actor_match(g["source"], n) for n in report["actor_names"] or [])
            recipient = any(score.actor_match(g["target"], n) for n in report["recipient_names"] or [])
            return actor + recipient, report["confidence"] or 0

        best = max(reports[g["sentence"]], key=fit, default=None)
        given.append({"id": g["id"], "root": best["event_type"] if best else "NONE"})
    for s in sentences:
        pairs = [(r, a, b) for r in reports[s] for a in (r["actor_names"] or [None]) for b in (r["recipient_names"] or [None])]
        ends.append(
            {
                "sentence": s,
                "events": [{"source": a, "target": b, "root": r["event_type"], "score": r["confidence"] or 0} for r, a, b in pairs],
            }
        )
    out, both = score.score_given(rows, given), score.score_e2e(rows, ends)
    return {
        "events.root_macro_f1": out["root"]["macro_f1"],
        "events.penta_macro_f1": out["penta"]["macro_f1"],
        "events.pair_f1": both["all"]["pair"]["f1"],
        "events.pair_root_f1": both["all"]["pair+label"]["f1"],
    }


def pages(kind: str, most: int = 400) -> Figures:
    """Body, title and date of HTML pages, or of one flattener's dumps."""
    folder = DATA / "pages" if kind == "pages" else sorted((DATA / "dumps").iterdir())[0]
    found = []
    for path in islice(sorted(folder.iterdir()), most):
        key = path.name.partition(".")[0]
        content = gzip.decompress(path.read_bytes())
        document = Document(document_id(content), path.name, "html" if kind == "pages" else "dump", content)
        try:
            article = clean_document(document, OPTIONS)
        except PageError:
            continue
        found.append({"id": key, "text": article.body, "title": article.title, "date": str(article.published_date or "") or None})
    out, _ = scorer("eval_html").score(gold("pages_gold"), found)
    return {f"{kind}.body_f1": out["body"]["f1"], f"{kind}.title": out["title"]["exact+affix"], f"{kind}.date": out["date"]["exact"]}


def stories() -> Figures:
    """Articles grouped into stories."""
    news, ecb = gold("news_clusters_dev"), gold("stories_train_docs")
    sets = {
        "news": [(d["doc_id"], d["event"], _news(d)) for d in news],
        "ecb": [(d["doc_id"], d["subtopic"], text_document(d["doc_id"], " ".join(d["sentences"]))) for d in ecb],
    }
    figures = {}
    for name, rows in sets.items():
        groups = {g["article_id"]: g["story_id"] for g in _groups(document for _, _, document in rows)["article_groups"]}
        truth = {key: event for key, event, _ in rows}
        found = {key: groups[document.document_id] for key, _, document in rows}
        figures[f"stories.{name}_bcubed_f1"] = scorer("score_clusters").bcubed(truth, found)[2]
    return figures


def _news(row: dict[str, Any]) -> Document:
    day = (row.get("date") or "")[:10] or None
    return text_document(row["doc_id"], row["text"], title=row.get("title"), published_at=day, outlet=row.get("publisher"))


def duplicates(most: int = 3000) -> Figures:
    """Families of near-duplicates and copied passages on the first articles of the generated set."""
    score = scorer("score_clusters")
    truth = {t["id"]: t for t in gold("duplicates_truth")}
    rows = gold("duplicates_articles")[:most]
    keys = ("title", "outlet", "published_at", "url")
    documents = {r["id"]: text_document(r["id"], r["text"], **{k: r.get(k) for k in keys}) for r in rows}
    tables = _groups(documents.values())
    families = {g["article_id"]: g["duplicate_of"] or g["article_id"] for g in tables["article_groups"]}
    want = {key: truth[key]["family_id"] for key in documents}
    have = {key: families[d.document_id] for key, d in documents.items()}
    return {"duplicates.bcubed_f1": score.bcubed(want, have)[2], "duplicates.ari": score.pairwise_ari(want, have)[1]}


def _groups(documents: Iterable[Document]) -> dict[str, list[dict[str, Any]]]:
    """Groups and passages of some documents."""
    articles = TABLES["articles"].from_rows(list(_article_rows(documents)))
    tables = deduplicate(articles, fingerprint_batch(articles.select(["article_id", "body"])))
    return {name: _rows(table) for name, table in tables.items()}


def _article_rows(documents: Iterable[Document]) -> Iterator[dict[str, object]]:
    for document in documents:
        article = clean_document(document, OPTIONS)
        yield {name: getattr(article, name) for name in ARTICLE_COLUMNS} | {"batch_id": "b0"}


def _rows(table: pa.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def event_dates() -> Figures:
    """Of event mentions with a known date that a report overlaps, the share dated right."""
    hit = right = 0
    for g in gold("event_dates_dev"):
        reports = article_object(text_document(g["doc_id"], g["text"], published_at=g["dct"]), OPTIONS)["event_reports"]
        for mention in (m for m in g["mentions"] if m.get("time")):
            over = [r for r in reports if r["trigger_start_char"] < mention["end"] and mention["start"] < r["trigger_end_char"]]
            hit += bool(over)
            right += any(str(r["event_date"])[:10] == mention["time"][:10] for r in over)
    return {"event_dates.right_when_found": right / hit if hit else 0.0}


MEASURES = {
    "quotes": quotes, "times": times, "events": events, "pages": lambda: pages("pages"), "dumps": lambda: pages("dumps"),
    "stories": stories, "duplicates": duplicates, "event_dates": event_dates,
}  # fmt: skip
