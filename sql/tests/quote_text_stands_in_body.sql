-- The words of a quote are the characters of the article's text at its spans, joined by ' ... '.
-- table: main.quotes
-- severity: critical
SELECT quote.quote_id, quote.quote_text
FROM main.quotes AS quote
INNER JOIN main.articles AS article USING (article_id)
WHERE quote.quote_text IS DISTINCT FROM array_to_string(
    list_transform(quote.content_spans, lambda s: substr(article.body, s.start_char + 1, s.end_char - s.start_char)), ' ... '
)
