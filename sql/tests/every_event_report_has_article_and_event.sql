-- Every event report belongs to an article and to an event on record.
-- table: main.event_reports
-- severity: critical
SELECT report.event_report_id, report.article_id, report.event_id
FROM main.event_reports AS report
LEFT JOIN main.articles AS article USING (article_id)
LEFT JOIN main.events AS event USING (event_id)
WHERE article.article_id IS NULL OR event.event_id IS NULL
