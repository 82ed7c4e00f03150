"""A few short articles, written for the tests: quotes, a denial, a meeting, sanctions, a copy, two undated, and one that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

RAIL = (
    "TIMARU (Northwire) — Norway's foreign minister Ingrid Solbakken met her Chilean counterpart Tomás Irarrázaval in Oslo on Tuesday.\n\n"
    '"We have found a tone we can both live with," Solbakken told reporters after the talks. She said that the two sides would sign the '
    "treaty in May.\n\n"
    'Irarrázaval denied that Chile had threatened to leave the talks. "Nobody walked out, nobody will," he said.\n\n'
    "On 3 March 2024 Norway imposed sanctions on two Belarusian timber firms, and Belarus recalled its ambassador."
)
HARBOUR = (
    "Dock workers in Valparaíso protested against the government on Wednesday, the port authority said.\n\n"
    '"The cranes are quiet and they will stay quiet," union leader Rosa Huenchumil said.\n\n'
    "Chile's labour minister promised to send two mediators to the port."
)
RETOLD = (
    "The foreign ministers of Norway and Chile, Ingrid Solbakken and Tomás Irarrázaval, met in Oslo on Tuesday.\n\n"
    '"We have found a tone we can both live with," Solbakken said.\n\n'
    'Irarrázaval told reporters: "Nobody walked out, nobody will."\n\n'
    "Norway imposed sanctions on two Belarusian timber firms on 3 March 2024."
)
BRIEFS = [
    {"id": "rail", "outlet": "Harbour Post", "title": "Norway and Chile talk", "published_at": "2024-03-05T10:00:00Z", "text": RAIL},
    {
        "id": "rail-copy",
        "outlet": "Levant Observer",
        "title": "Norway, Chile hold talks",
        "published_at": "2024-03-06T08:00:00Z",
        "text": RAIL + "\n",
    },
    {"id": "harbour", "outlet": "Andes Ledger", "title": "Quiet cranes", "published_at": "2024-05-09", "text": HARBOUR},
    {"id": "rail-retold", "outlet": "Fjord Weekly", "title": "Chile and Norway talk in Oslo", "text": RETOLD},
    {"id": "undated", "title": "A quiet town", "text": 'The town of Timaru was quiet. "It is always quiet," said mayor Alma Pickering.'},
]


# A late article that no brief is like.
MORE = {
    "id": "more",
    "outlet": "Daily Lantern",
    "title": "A late voice",
    "published_at": "2024-03-07",
    "text": 'It is raining. "It always rains," said Ada Quell.',
}


def write_briefs(folder: Path, extra: str = "{not json\n") -> Path:
    """A raw folder with the articles as JSONL and one broken line."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in BRIEFS)
    (folder / "briefs.jsonl").write_text(lines + extra, encoding="utf-8")
    return folder
