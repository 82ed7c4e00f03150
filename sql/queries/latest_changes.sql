-- What did the last publication change?
SELECT change.table_name, change.row_count, change.rows_added, change.rows_changed, change.rows_removed
FROM ops.snapshot_changes AS change
INNER JOIN (SELECT snapshot_id FROM ops.snapshots ORDER BY went_live_at DESC LIMIT 1) AS latest USING (snapshot_id)
WHERE change.rows_added + change.rows_changed + change.rows_removed > 0
ORDER BY change.table_name
