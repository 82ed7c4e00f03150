SELECT run_id, started_at, finished_at, seconds, code_version, schema_version, batch_count, document_count
FROM stage.runs
