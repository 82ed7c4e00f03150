SELECT
    head.utterance_id,
    head.speaker_id,
    head.said_date,
    head.canonical_text,
    coalesce(coverage.printing_count, 0) AS quote_count,
    coalesce(coverage.article_count, 0) AS article_count,
    coalesce(coverage.outlet_count, 0) AS outlet_count,
    coalesce(coverage.independent_count, 0) AS independent_count,
    coverage.first_published_at,
    coverage.first_outlet_name
FROM stage.utterance_heads AS head
LEFT JOIN intermediate.int_coverage AS coverage
    ON coverage.subject_type = 'utterance' AND coverage.subject_id = head.utterance_id
