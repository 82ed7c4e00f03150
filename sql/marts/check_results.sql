SELECT run_id, stage, table_name, check_name, check_text, severity, is_passed, rows_checked, rows_failed, sample_text
FROM stage.check_results
