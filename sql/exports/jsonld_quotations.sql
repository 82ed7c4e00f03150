-- Utterances as schema.org/Quotation, each once, with the articles that print it; one JSON-LD object a line.
WITH printed AS (
    SELECT utterance_id, list_sort(list_distinct(list('urn:onrecord:' || article_id))) AS articles
    FROM main.quotes
    GROUP BY utterance_id
)
SELECT
    json_merge_patch('{}', json_object(
        '@context', 'https://schema.org',
        '@type', 'Quotation',
        '@id', 'urn:onrecord:' || utterance.utterance_id,
        'text', utterance.canonical_text,
        'creator', CASE WHEN utterance.speaker_name IS NOT NULL THEN json_object('@type', CASE WHEN actor.actor_type = 'person' THEN 'Person' ELSE 'Organization' END, 'name', utterance.speaker_name) END,
        'dateCreated', CAST(utterance.said_date AS VARCHAR),
        'isPartOf', list_transform(printed.articles, lambda id: json_object('@id', id))
    )) AS line  -- merging drops what is NULL
FROM main.utterances AS utterance
INNER JOIN printed USING (utterance_id)
LEFT JOIN mart.dim_actors AS actor ON actor.actor_id = utterance.speaker_id
ORDER BY utterance.utterance_id
