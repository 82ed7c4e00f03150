-- Which outlets tell which stories?
-- $stories = 20 (stories to show at most)
-- $outlets = 15 (outlets to show at most)
WITH top_stories AS (
    SELECT story_id, title FROM mart.dim_stories ORDER BY outlet_count DESC, article_count DESC, story_id LIMIT $stories
),
top_outlets AS (
    SELECT outlet_name, article_count FROM mart.dim_outlets ORDER BY article_count DESC, outlet_name LIMIT $outlets
)
SELECT
    story.title,
    article.outlet_name,
    count(*) AS articles,
    count(*) / any_value(outlet.article_count) AS article_share,
    article.story_id
FROM main.articles AS article
INNER JOIN top_stories AS story USING (story_id)
INNER JOIN top_outlets AS outlet USING (outlet_name)
GROUP BY story.title, article.outlet_name, article.story_id
ORDER BY articles DESC, story.title, article.outlet_name
LIMIT 300
