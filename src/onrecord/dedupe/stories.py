"""Stories."""
from __future__ import annotations

from onrecord.dedupe.families import Families
from onrecord.dedupe.records import Records
from onrecord.ids import cluster_id


def story_labels(records: Records, families: Families) -> list[str]:
    """The story of each article."""
    labels = [""] * len(records)
    for family in families.families:
        label = cluster_id("s", [records.rows[n].article_id for n in family.members])
        for n in family.members: labels[n] = label
    return labels
