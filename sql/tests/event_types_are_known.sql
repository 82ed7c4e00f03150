-- Every event type is one of the sixteen.
-- table: main.event_reports
-- severity: critical
SELECT report.event_report_id, report.event_type
FROM main.event_reports AS report
LEFT JOIN mart.dim_event_types AS kind USING (event_type)
WHERE kind.event_type IS NULL
