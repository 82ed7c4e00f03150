-- What was set aside, at which stage, and why?
-- $reason = '' (reason code; all when empty)
-- $rows = 200 (rows to show at most)
SELECT stage, reason_code, reason_text, source_uri, table_name, row_id, run_id
FROM ops.quarantine
WHERE $reason IN ('', reason_code)
ORDER BY stage, reason_code, source_uri, row_id
LIMIT $rows
