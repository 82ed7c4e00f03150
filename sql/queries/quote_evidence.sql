-- What is the evidence of one quote?
-- $id = '' (a quote_id; the surest one when empty)
SELECT
    quote.quote_id,
    quote.speaker_name,
    quote.speaker_method,
    quote.speaker_text,
    quote.cue_text,
    quote.quote_text,
    substr(article.body, quote.sentence_start_char + 1, quote.sentence_end_char - quote.sentence_start_char) AS sentence_text,
    quote.content_spans,
    article.title,
    article.outlet_name,
    article.published_at,
    article.url,
    article.source_uri,
    quote.confidence,
    quote.rule_id,
    quote.run_id
FROM main.quotes AS quote
INNER JOIN main.articles AS article USING (article_id)
WHERE $id IN ('', quote.quote_id)
ORDER BY quote.confidence DESC, quote.quote_id
LIMIT 1
