-- What does an article say?
-- $article = '' (an article_id)
SELECT title, outlet_name, published_at, published_at_method, published_at_confidence, url, source_uri, body
FROM main.articles
WHERE article_id = $article
