"""Tables that come with the code rather than from articles."""

from __future__ import annotations

import pyarrow as pa

from onrecord.events.plover import event_types
from onrecord.schema.columns import arrow_field


def event_type_rows() -> pa.Table:
    """The sixteen event types as the event coder has them: event_type, event_modes, cameo_root_code, quad_class, goldstein."""
    rows = [
        {
            "event_type": kind.name,
            "event_modes": list(kind.modes),
            "cameo_root_code": kind.cameo_root_code,
            "quad_class": kind.quad_class,
            "goldstein": kind.goldstein,
        }
        for kind in event_types().values()
    ]
    fields = [arrow_field("event_type"), pa.field("event_modes", pa.list_(pa.string()))]
    fields += [arrow_field(name) for name in ("cameo_root_code", "quad_class", "goldstein")]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))
