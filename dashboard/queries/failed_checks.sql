-- Which checks of the last run failed, and on which rows?
SELECT stage, table_name, check_text, severity, rows_failed, rows_checked, sample_text
FROM ops.check_results
WHERE NOT is_passed AND run_id = (SELECT run_id FROM ops.runs ORDER BY finished_at DESC, run_id LIMIT 1)
ORDER BY severity, stage, table_name, check_name
LIMIT 200
