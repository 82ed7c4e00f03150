-- Which checks failed, run by run?
-- $rows = 200 (rows to show at most)
SELECT
    run.finished_at,
    result.severity,
    count(*) FILTER (WHERE NOT result.is_passed) AS failed,
    count(*) AS checks
FROM ops.check_results AS result
INNER JOIN ops.runs AS run USING (run_id)
GROUP BY run.run_id, run.finished_at, result.severity
ORDER BY run.finished_at DESC, result.severity
LIMIT $rows
