-- The wide table of shared passages; direction is by publication time as far as that can be told.
SELECT
    reuse_id,
    from_article_id,
    to_article_id,
    from_start_char,
    from_end_char,
    to_start_char,
    to_end_char,
    overlap_chars,
    similarity,
    reuse_kind
FROM stage.text_reuse
