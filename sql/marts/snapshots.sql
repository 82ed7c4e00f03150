SELECT
    snapshot_id,
    run_id,
    previous_snapshot_id,
    went_live_at,
    code_version,
    schema_version,
    table_count,
    row_count,
    rows_added,
    rows_removed,
    rows_changed
FROM stage.snapshots
