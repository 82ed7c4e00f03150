-- No more independent outlets than outlets, outlets than articles, articles than printings.
-- table: main.utterances
-- severity: critical
SELECT utterance_id, quote_count, article_count, outlet_count, independent_count
FROM main.utterances
WHERE independent_count > outlet_count OR outlet_count > article_count OR article_count > quote_count
