"""Tables that come with the code rather than from articles."""

from __future__ import annotations

from importlib.resources import files

import pyarrow as pa

from onrecord.schema.columns import arrow_field


def event_type_rows() -> pa.Table:
    """The sixteen event types as the event coder has them: event_type, event_modes, cameo_root_code, quad_class, goldstein."""
    rows = []
    for line in files("onrecord.events").joinpath("data", "plover.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            event_type, root, quad, goldstein, *modes = line.split()
            row = {"event_type": event_type, "event_modes": modes, "cameo_root_code": root}
            rows.append(row | {"quad_class": int(quad), "goldstein": float(goldstein)})
    fields = [arrow_field("event_type"), pa.field("event_modes", pa.list_(pa.string()))]
    fields += [arrow_field(name) for name in ("cameo_root_code", "quad_class", "goldstein")]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))
