-- What became of the last run?
SELECT
    run.run_id,
    run.finished_at,
    run.seconds,
    run.document_count,
    run.code_version,
    (SELECT count(*) FROM ops.check_results AS result WHERE result.run_id = run.run_id AND NOT result.is_passed) AS checks_failed,
    (SELECT count(*) FROM ops.quarantine AS aside WHERE aside.run_id = run.run_id) AS set_aside
FROM ops.runs AS run
ORDER BY run.finished_at DESC, run.run_id
LIMIT 1
