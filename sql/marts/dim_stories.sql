-- A story's title is the headline of its earliest article; articles without a date come last.
SELECT
    story_id,
    first(title ORDER BY published_at NULLS LAST, article_id) AS title,
    count(*) AS article_count,
    count(DISTINCT coalesce(outlet_id, article_id)) AS outlet_count,
    count(*) FILTER (WHERE duplicate_role IS DISTINCT FROM 'copy') AS original_count,
    min(published_at) AS first_published_at,
    first(outlet_name ORDER BY published_at, article_id) FILTER (WHERE published_at IS NOT NULL) AS first_outlet_name,
    max(published_at) AS last_published_at
FROM staging.stg_articles
WHERE story_id IS NOT NULL
GROUP BY story_id
