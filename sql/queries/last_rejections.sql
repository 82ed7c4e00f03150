-- What did the last run set aside, and why?
-- $rows = 20 (rows to show at most)
SELECT
    aside.stage,
    aside.reason_code,
    aside.source_uri,
    aside.reason_text,
    aside.row_id
FROM ops.quarantine AS aside
WHERE aside.run_id = (SELECT run_id FROM ops.snapshots ORDER BY went_live_at DESC LIMIT 1)
ORDER BY aside.stage, aside.reason_code, aside.source_uri, aside.row_id
LIMIT $rows
