-- Which outlets printed an utterance, in which wording, from which article?
-- $utterance = '' (an utterance_id)
-- $rows = 200 (rows to show at most)
SELECT
    quote.outlet_name,
    quote.published_at,
    quote.variant_kind,
    quote.quote_text,
    fact.word_diff,
    quote.speaker_name,
    quote.cue_text,
    article.duplicate_role,
    voice.is_counted,
    voice.reduction_text,
    quote.confidence,
    article.title,
    quote.content_spans,
    quote.article_id,
    quote.quote_id
FROM main.quotes AS quote
INNER JOIN mart.fct_quotes AS fact USING (quote_id)
INNER JOIN main.articles AS article ON article.article_id = quote.article_id
LEFT JOIN mart.fct_independence AS voice ON voice.subject_id = quote.utterance_id AND voice.article_id = quote.article_id
WHERE quote.utterance_id = $utterance
ORDER BY quote.published_at NULLS LAST, quote.quote_id
LIMIT $rows
