-- The sentence is the characters of the article's text at its place.
-- table: main.event_reports
-- severity: critical
SELECT coded.event_report_id, coded.sentence_text
FROM main.event_reports AS coded
INNER JOIN main.articles AS article USING (article_id)
WHERE coded.sentence_start_char IS NOT NULL
    AND coded.sentence_text IS DISTINCT FROM substr(
        article.body, coded.sentence_start_char + 1, coded.sentence_end_char - coded.sentence_start_char
    )
