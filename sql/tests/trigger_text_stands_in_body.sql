-- The trigger is the characters of the article's text at its place.
-- table: main.event_reports
-- severity: critical
SELECT coded.event_report_id, coded.trigger_text
FROM main.event_reports AS coded
INNER JOIN main.articles AS article USING (article_id)
WHERE coded.trigger_start_char IS NOT NULL
    AND coded.trigger_text IS DISTINCT FROM substr(
        article.body, coded.trigger_start_char + 1, coded.trigger_end_char - coded.trigger_start_char
    )
