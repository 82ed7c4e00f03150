-- The speaker is the characters of the article's text at its place.
-- table: main.quotes
-- severity: critical
SELECT coded.quote_id, coded.speaker_text
FROM main.quotes AS coded
INNER JOIN main.articles AS article USING (article_id)
WHERE coded.speaker_start_char IS NOT NULL
    AND coded.speaker_text IS DISTINCT FROM substr(
        article.body, coded.speaker_start_char + 1, coded.speaker_end_char - coded.speaker_start_char
    )
