-- Every quote belongs to an article and to an utterance on record.
-- table: main.quotes
-- severity: critical
SELECT quote.quote_id, quote.article_id, quote.utterance_id
FROM main.quotes AS quote
LEFT JOIN main.articles AS article USING (article_id)
LEFT JOIN main.utterances AS utterance USING (utterance_id)
WHERE article.article_id IS NULL OR utterance.utterance_id IS NULL
