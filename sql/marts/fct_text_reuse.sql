SELECT
    reuse.reuse_id,
    reuse.from_article_id,
    reuse.to_article_id,
    earlier.outlet_id AS from_outlet_id,
    earlier.outlet_name AS from_outlet_name,
    later.outlet_id AS to_outlet_id,
    later.outlet_name AS to_outlet_name,
    earlier.published_at AS from_published_at,
    later.published_at AS to_published_at,
    reuse.overlap_chars,
    reuse.similarity,
    reuse.reuse_kind
FROM stage.text_reuse AS reuse
INNER JOIN staging.stg_articles AS earlier ON earlier.article_id = reuse.from_article_id
INNER JOIN staging.stg_articles AS later ON later.article_id = reuse.to_article_id
