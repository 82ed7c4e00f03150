-- Who reports an event, in which sentence?
-- $event = '' (an event_id)
-- $rows = 100 (rows to show at most)
SELECT
    outlet_name,
    published_at,
    modality,
    event_date,
    date_text,
    place_name,
    trigger_text,
    sentence_text,
    reported_by,
    confidence,
    article_id,
    event_report_id
FROM main.event_reports
WHERE event_id = $event
ORDER BY published_at NULLS LAST, event_report_id
LIMIT $rows
