-- No more independent outlets than outlets, outlets than articles, articles than reports.
-- table: main.events
-- severity: critical
SELECT event_id, report_count, article_count, outlet_count, independent_count
FROM main.events
WHERE independent_count > outlet_count OR outlet_count > article_count OR article_count > report_count
