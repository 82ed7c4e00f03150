-- Both sides of a difference are reports or quotes on record.
-- table: mart.fct_disagreements
-- severity: critical
WITH on_record AS (
    SELECT event_report_id AS report_id FROM main.event_reports
    UNION ALL
    SELECT quote_id AS report_id FROM main.quotes
)
SELECT difference.subject_id, difference.left_report_id, difference.right_report_id
FROM mart.fct_disagreements AS difference
WHERE difference.left_report_id NOT IN (SELECT report_id FROM on_record)
    OR difference.right_report_id NOT IN (SELECT report_id FROM on_record)
