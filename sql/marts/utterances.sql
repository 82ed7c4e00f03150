-- The wide table of utterances. Where the speaker is linked to nobody, the name is the one most printings give.
WITH named AS (
    SELECT utterance_id, mode(speaker_name ORDER BY speaker_name) AS speaker_name
    FROM intermediate.int_quotes_resolved
    GROUP BY utterance_id
)
SELECT
    utterance.utterance_id,
    utterance.speaker_id,
    coalesce(actor.actor_name, named.speaker_name) AS speaker_name,
    utterance.canonical_text,
    utterance.said_date,
    utterance.quote_count,
    utterance.article_count,
    utterance.outlet_count,
    utterance.independent_count,
    utterance.first_published_at,
    utterance.first_outlet_name,
    coalesce(variant.variants, []) AS variants
FROM mart.fct_utterances AS utterance
LEFT JOIN stage.actors AS actor ON actor.actor_id = utterance.speaker_id
LEFT JOIN named USING (utterance_id)
LEFT JOIN intermediate.int_utterance_variants AS variant USING (utterance_id)
