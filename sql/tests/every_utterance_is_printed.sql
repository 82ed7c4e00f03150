-- Every utterance has at least one printing.
-- table: main.utterances
-- severity: critical
SELECT utterance_id FROM main.utterances WHERE quote_count < 1
