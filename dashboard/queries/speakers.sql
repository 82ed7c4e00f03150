-- Who is quoted, and how often?
-- $name = '' (part of the name; everybody when empty)
-- $rows = 300 (rows to show at most)
SELECT actor_id, actor_name, actor_type, country_code, actor_title, utterance_count, quote_count, utterance_count / sum(utterance_count) OVER () AS utterance_share
FROM mart.dim_actors
WHERE utterance_count > 0 AND ($name = '' OR actor_name ILIKE '%' || $name || '%')
ORDER BY utterance_count DESC, quote_count DESC, actor_name, actor_id
LIMIT $rows
