-- No speaker is a bare pronoun.
-- table: main.quotes
-- severity: critical
SELECT quote_id, speaker_name
FROM main.quotes
WHERE lower(speaker_name) IN ('he', 'she', 'they', 'it', 'we', 'i', 'you', 'him', 'her', 'them', 'who', 'this', 'that', 'these', 'those')
