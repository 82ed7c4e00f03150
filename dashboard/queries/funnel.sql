-- What became of the rows of the last run, stage by stage?
SELECT stage, table_name, rows_in, rows_out, rows_rejected, rows_merged, seconds
FROM ops.stage_runs
WHERE run_id = (SELECT run_id FROM ops.runs ORDER BY finished_at DESC, run_id LIMIT 1)
ORDER BY list_position(['ingest', 'clean', 'deduplicate', 'enrich', 'model', 'publish'], stage), table_name
