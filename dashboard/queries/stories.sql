-- Which stories did most outlets tell?
-- $rows = 50 (rows to show at most)
SELECT title, outlet_count, article_count, original_count, first_outlet_name, first_published_at, last_published_at, story_id
FROM mart.dim_stories
ORDER BY outlet_count DESC, article_count DESC, story_id
LIMIT $rows
