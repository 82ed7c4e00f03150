"""A small town's news as stage rows: one sentence of the mayor in four articles, a visit planned, done and disputed, a copy, a denial."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.sql.stage_rows import Rows, article, quote, report

WORDS = "We will open the bridge in May"
LINE = f'"{WORDS}," the mayor said on Friday.'


def four_articles() -> list[dict[str, Any]]:
    """Four articles with the same words: two of one outlet, one of none known, one copy; two at one midnight."""
    midnight = datetime(2026, 3, 7)  # noqa: DTZ001 - the warehouse holds UTC without a zone
    dated = {
        "published_at": midnight,
        "published_date": date(2026, 3, 7),
        "published_at_method": "metadata",
        "published_at_precision": "day",
    }
    return [
        article("a1", LINE, outlet_id="o1", outlet_name="The Harbour Post", title="Bridge to open", **dated),
        article("a2", f"Once more: {LINE}", outlet_id="o1", outlet_name="The Harbour Post", title="Bridge, again"),
        article("a3", f"Seen elsewhere. {LINE}", title="No outlet"),
        article("a4", LINE, outlet_id="o0", outlet_name="Coast Daily", title="Copied", **dated),
    ]


def one_utterance() -> Rows:
    """The words of four articles as one utterance of one mayor."""
    articles = four_articles()
    quotes = [
        quote(f"q{n}", a, WORDS, speaker_name="Vera Holm", speaker_method="named", speaker_actor_id="p1", speaker_names=["Vera Holm"])
        for n, a in enumerate(articles, start=1)
    ]
    quotes[3] |= {"via_name": "Northern Press", "attribution_depth": 2}
    ids = [a["article_id"] for a in articles]
    return {
        "articles": articles,
        "quotes": quotes,
        "article_groups": [
            {
                "article_id": i,
                "duplicate_role": "copy" if i == "a4" else "unique",
                "duplicate_of": "a1" if i == "a4" else None,
                "story_id": "s1",
            }
            for i in ids
        ],
        "article_actors": [{"article_id": i, "article_actor_id": "p1", "actor_name": "Vera Holm", "batch_id": "b1"} for i in ids],
        "actors": [{"actor_id": "x1", "actor_name": "Mayor Vera Holm", "actor_type": "person", "mention_count": 4}],
        "actor_links": [{"article_id": i, "article_actor_id": "p1", "actor_id": "x1"} for i in ids],
        "utterance_members": [
            {"quote_id": f"q{n}", "utterance_id": "u1", "variant_kind": "verbatim" if n < 4 else "altered", "word_diff": None}
            for n in (1, 2, 3, 4)
        ],
        "utterance_heads": [{"utterance_id": "u1", "speaker_id": "x1", "canonical_text": WORDS, "said_date": date(2026, 3, 6)}],
        "independence": [{"subject_type": "utterance", "subject_id": "u1", "article_id": i, "is_counted": i in {"a1", "a3"}} for i in ids],
    }


def one_visit() -> Rows:
    """Two reports of one visit that differ about day and place, and an earlier one that announces it."""
    body = "The minister visited Tallinn on Monday."
    articles = [
        article("v1", body, outlet_id="o1", outlet_name="The Harbour Post"),
        article("v2", body + " So it was.", outlet_id="o0", outlet_name="Coast Daily"),
        article("v3", 'The minister will visit Tallinn. The minister denied "any deal".', outlet_id="o0", outlet_name="Coast Daily"),
    ]
    names = {"actor_names": ["The minister"], "recipient_names": ["Estonia"], "recipient_country_codes": ["EE"]}
    place = {"place_id": "588409", "place_country_code": "EE", "latitude": 59.437, "longitude": 24.7535}
    parts = {"actor_actor_ids": ["m"], "recipient_actor_ids": ["t"], **names, **place}
    people = [("m", "x2", "The minister"), ("t", "x3", "Estonia")]
    reports = [
        report("r1", articles[0], "visited", place_name="Tallinn", **parts),
        report("r2", articles[1], "visited", place_name="Reval", **parts),
        report("r3", articles[2], "visit", place_name="Tallinn", modality="planned", **parts),
    ]
    head = {"event_type": "CONSULT", "event_mode": "visit", "quad_class": 1, "goldstein": 1.0, **names, **place}
    sides = {"subject_type": "event", "subject_id": "e1", "left_report_id": "r1", "right_report_id": "r2"}
    return {
        "articles": articles,
        "quotes": [
            quote("q9", articles[2], "any deal", speech_act="deny", polarity="denied", speaker_name="The minister", speaker_method="title")
        ],
        "event_reports": reports,
        "event_members": [{"event_report_id": r, "event_id": e} for r, e in (("r1", "e1"), ("r2", "e1"), ("r3", "e2"))],
        "event_heads": [
            head | {"event_id": "e1", "modality": "actual", "event_date": date(2026, 3, 9), "event_date_precision": "day"},
            head | {"event_id": "e2", "modality": "planned", "event_date": date(2026, 3, 8), "event_date_precision": "day"},
        ],
        "disagreements": [
            sides | {"disagreement_kind": "place", "left_value": "Tallinn", "right_value": "Reval"},
            sides | {"disagreement_kind": "date", "left_value": "2026-03-09", "right_value": "2026-03-10"},
        ],
        "actors": [{"actor_id": x, "actor_name": name, "mention_count": 3} for _, x, name in people],
        "actor_links": [{"article_id": a["article_id"], "article_actor_id": p, "actor_id": x} for a in articles for p, x, _ in people],
        "independence": [
            {"subject_type": "event", "subject_id": e, "article_id": a, "is_counted": a != "v2"}
            | ({"reduction_kind": "shared_passage", "reduction_text": "Shares a passage.", "counted_article_id": "v1"} if a == "v2" else {})
            for a, e in (("v1", "e1"), ("v2", "e1"), ("v3", "e2"))
        ]
        + [{"subject_type": "utterance", "subject_id": "u9", "article_id": "v3", "is_counted": True}],
        "article_groups": [{"article_id": a["article_id"], "duplicate_role": "unique", "story_id": "s2"} for a in articles],
        "coverage_dates": [
            {
                "article_id": "v3",
                "published_at": datetime(2026, 3, 8),  # noqa: DTZ001 - all times of the tables are UTC
                "published_date": date(2026, 3, 8),
                "published_at_precision": "day",
                "published_at_method": "inferred_coverage",
                "published_at_confidence": 0.77,
            }
        ],
        "coverage_evidence": [
            {"article_id": "v3", "other_article_id": a, "evidence_kind": "event", "own_id": "r3", "other_id": r}
            for a, r in (("v1", "r1"), ("v2", "r2"))
        ],
        "redated_reports": [
            {"event_report_id": "r3", "event_date": date(2026, 3, 9), "event_date_precision": "day", "date_basis": "expression"}
        ],
        "utterance_members": [{"quote_id": "q9", "utterance_id": "u9", "variant_kind": "verbatim"}],
        "utterance_heads": [{"utterance_id": "u9", "canonical_text": "any deal"}],
        "text_reuse": [
            {
                "reuse_id": "t1",
                "from_article_id": "v1",
                "to_article_id": "v2",
                "from_start_char": 0,
                "from_end_char": 39,
                "to_start_char": 0,
                "to_end_char": 39,
                "overlap_chars": 39,
                "similarity": 1.0,
                "reuse_kind": "shared_passage",
            },
        ],
        "rejected": [
            {
                "stage": "clean",
                "table_name": "articles",
                "row_id": "a99",
                "source_uri": "gallery.html",
                "reason_code": "no_article",
                "reason_text": "No article.",
                "batch_id": "b1",
            },
        ],
    }


def town() -> Rows:
    """Everything."""
    one, other = one_utterance(), one_visit()
    return {name: [*one.get(name, []), *other.get(name, [])] for name in sorted({*one, *other})}
