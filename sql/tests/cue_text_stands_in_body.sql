-- The cue is the characters of the article's text at its place.
-- table: main.quotes
-- severity: critical
SELECT coded.quote_id, coded.cue_text
FROM main.quotes AS coded
INNER JOIN main.articles AS article USING (article_id)
WHERE coded.cue_start_char IS NOT NULL
    AND coded.cue_text IS DISTINCT FROM substr(
        article.body, coded.cue_start_char + 1, coded.cue_end_char - coded.cue_start_char
    )
