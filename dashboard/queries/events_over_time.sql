-- How many events of each type and quad class were there, period by period?
-- $unit = '' (day, week, month or year; what fits the days there are when empty)
-- $kind = '' (PLOVER type; all when empty)
-- $modality = '' (actual, planned, hypothetical, negated or alleged; all when empty)
-- $party = '' (part of a name, or a country code, on either side; anybody when empty)
-- $first = '' (first day; the beginning when empty)
-- $last = '' (last day; the end when empty)
-- $by = 'event_type' (event_type or quad_class)
-- $kinds = 7 (types to tell apart; the rarer ones are one)
-- $rows = 600 (rows to show at most)
WITH counted AS (
    SELECT
        coalesce(event_date, CAST(first_published_at AS DATE)) AS day,
        CASE WHEN $by = 'quad_class' THEN CAST(quad_class AS VARCHAR) ELSE event_type END AS kind
    FROM main.events
    WHERE coalesce(event_date, CAST(first_published_at AS DATE)) IS NOT NULL
        AND $kind IN ('', event_type)
        AND $modality IN ('', modality)
        AND (
            $party = ''
            OR array_to_string(list_concat(coalesce(actor_names, []), coalesce(recipient_names, [])), ' ') ILIKE '%' || $party || '%'
            OR list_contains(list_concat(coalesce(actor_country_codes, []), coalesce(recipient_country_codes, [])), upper($party))
        )
        AND coalesce(coalesce(event_date, CAST(first_published_at AS DATE)) >= try_cast($first AS DATE), $first = '')
        AND coalesce(coalesce(event_date, CAST(first_published_at AS DATE)) <= try_cast($last AS DATE), $last = '')
),
unit AS (
    SELECT
        CASE
            WHEN $unit <> '' THEN $unit
            WHEN date_diff('day', min(day), max(day)) <= 60 THEN 'day'
            WHEN date_diff('day', min(day), max(day)) <= 420 THEN 'week'
            WHEN date_diff('day', min(day), max(day)) <= 1825 THEN 'month'
            ELSE 'year'
        END AS unit
    FROM counted
),
kept AS (
    SELECT kind FROM counted GROUP BY kind ORDER BY count(*) DESC, kind LIMIT $kinds
)
SELECT
    CAST(date_trunc(unit, day) AS DATE) AS period,
    unit,
    coalesce(kept.kind, 'other') AS kind,
    count(*) AS events
FROM counted
CROSS JOIN unit
LEFT JOIN kept ON kept.kind = counted.kind
GROUP BY ALL
ORDER BY period DESC, kind
LIMIT $rows
