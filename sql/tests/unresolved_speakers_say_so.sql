-- A quote has no speaker exactly when its method is none.
-- table: main.quotes
-- severity: critical
SELECT quote_id, speaker_name, speaker_method
FROM main.quotes
WHERE (speaker_name IS NULL) IS DISTINCT FROM (speaker_method = 'none')
