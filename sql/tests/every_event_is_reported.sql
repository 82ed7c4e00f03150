-- Every event has at least one report.
-- table: main.events
-- severity: critical
SELECT event_id FROM main.events WHERE report_count < 1
