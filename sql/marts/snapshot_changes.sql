SELECT snapshot_id, run_id, table_name, row_count, rows_added, rows_removed, rows_changed
FROM stage.snapshot_changes
