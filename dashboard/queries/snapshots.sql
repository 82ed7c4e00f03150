-- Which snapshots went live, and what changed in each?
-- $rows = 100 (rows to show at most)
SELECT snapshot.went_live_at, change.table_name, change.row_count, change.rows_added, change.rows_changed, change.rows_removed, snapshot.snapshot_id
FROM ops.snapshots AS snapshot
INNER JOIN ops.snapshot_changes AS change USING (snapshot_id)
WHERE change.rows_added + change.rows_changed + change.rows_removed > 0
ORDER BY snapshot.went_live_at DESC, change.table_name
LIMIT $rows
