-- No event ends before it begins.
-- table: main.event_reports
-- severity: warning
SELECT event_report_id, event_date, event_date_end FROM main.event_reports WHERE event_date_end < event_date
