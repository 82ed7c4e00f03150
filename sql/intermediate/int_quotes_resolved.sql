-- The speaker's name is the one the actor has on record over all articles; where the speaker is linked to nobody it stays as coded.
SELECT
    quote.* EXCLUDE (batch_id, speaker_actor_id, speaker_name),
    member.utterance_id,
    member.variant_kind,
    member.word_diff,
    link.actor_id AS speaker_id,
    coalesce(actor.actor_name, quote.speaker_name) AS speaker_name,
    quote.speaker_name AS article_speaker_name,
    article.outlet_id,
    article.outlet_name,
    article.published_at,
    article.published_date,
    article.run_id
FROM staging.stg_quotes AS quote
INNER JOIN staging.stg_articles AS article USING (article_id)
LEFT JOIN stage.utterance_members AS member USING (quote_id)
LEFT JOIN stage.actor_links AS link
    ON link.article_id = quote.article_id AND link.article_actor_id = quote.speaker_actor_id
LEFT JOIN stage.actors AS actor USING (actor_id)
