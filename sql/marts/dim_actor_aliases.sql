-- A title that nobody gives is the empty text: it is part of the key.
SELECT
    alias.actor_id,
    actor.actor_name,
    alias.alias_text,
    coalesce(alias.actor_title, '') AS actor_title,
    CAST(sum(alias.mention_count) AS INTEGER) AS mention_count,
    count(DISTINCT alias.article_id) AS article_count,
    min(article.published_at) AS first_published_at,
    max(article.published_at) AS last_published_at
FROM stage.actor_aliases AS alias
INNER JOIN stage.actors AS actor USING (actor_id)
LEFT JOIN staging.stg_articles AS article USING (article_id)
GROUP BY alias.actor_id, actor.actor_name, alias.alias_text, coalesce(alias.actor_title, '')
