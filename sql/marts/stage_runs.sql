SELECT run_id, stage, table_name, rows_in, rows_out, rows_rejected, rows_merged, seconds
FROM stage.stage_runs
