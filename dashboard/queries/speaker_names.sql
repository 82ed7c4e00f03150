-- By which names and roles is an actor called, when, and where does it stand?
-- $speaker = '' (an actor_id)
-- $rows = 100 (rows to show at most)
SELECT alias_text, actor_title, mention_count, article_count, first_published_at, last_published_at
FROM mart.dim_actor_aliases
WHERE actor_id = $speaker
ORDER BY mention_count DESC, alias_text, actor_title
LIMIT $rows
