-- Why were things set aside, counted?
SELECT stage, reason_code, count(*) AS rows_rejected
FROM ops.quarantine
GROUP BY ALL
ORDER BY rows_rejected DESC, stage, reason_code
LIMIT 100
