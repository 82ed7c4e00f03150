-- Which values can be filtered by, the most frequent first?
-- $rows = 100 (values of each kind to show at most)
WITH counted AS (
    SELECT 'outlet' AS kind, outlet_name AS choice, count(*) AS n FROM main.articles WHERE outlet_name IS NOT NULL GROUP BY outlet_name
    UNION ALL
    SELECT 'speech_act' AS kind, speech_act AS choice, count(*) AS n FROM main.quotes WHERE speech_act IS NOT NULL GROUP BY speech_act
    UNION ALL
    SELECT 'quote_type' AS kind, quote_type AS choice, count(*) AS n FROM main.quotes GROUP BY quote_type
    UNION ALL
    SELECT 'event_type' AS kind, event_type AS choice, count(*) AS n FROM main.events GROUP BY event_type
    UNION ALL
    SELECT 'reason' AS kind, reason_code AS choice, count(*) AS n FROM ops.quarantine GROUP BY reason_code
)
SELECT kind, choice, n
FROM counted
QUALIFY row_number() OVER (PARTITION BY kind ORDER BY n DESC, choice) <= $rows
ORDER BY kind, n DESC, choice
