-- At least one voice of each is counted as independent.
-- table: main.utterances
-- severity: warning
SELECT utterance_id, outlet_count, independent_count FROM main.utterances WHERE independent_count < 1
