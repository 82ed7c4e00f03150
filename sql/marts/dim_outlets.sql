-- One outlet may write its name in several ways; the most frequent one stands for it.
SELECT
    outlet_id,
    mode(outlet_name ORDER BY outlet_name) AS outlet_name,
    any_value(owned.owner_name) AS owner_name,
    count(*) AS article_count,
    count(*) FILTER (WHERE duplicate_role IS DISTINCT FROM 'copy') AS original_count,
    min(published_at) AS first_published_at,
    max(published_at) AS last_published_at
FROM staging.stg_articles
LEFT JOIN stage.outlet_owners AS owned USING (outlet_id)
WHERE outlet_id IS NOT NULL
GROUP BY outlet_id
