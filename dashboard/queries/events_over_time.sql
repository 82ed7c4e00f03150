-- How many events of each type were there, period by period?
-- $unit = 'day' (day, week, month or year)
-- $kind = '' (PLOVER type; all when empty)
-- $modality = '' (actual, planned, hypothetical, negated or alleged; all when empty)
-- $party = '' (part of a name, or a country code, on either side; anybody when empty)
-- $first = '' (first day; the beginning when empty)
-- $last = '' (last day; the end when empty)
-- $rows = 600 (rows to show at most)
SELECT
    CAST(date_trunc($unit, coalesce(event_date, CAST(first_published_at AS DATE))) AS DATE) AS period,
    event_type,
    any_value(quad_class) AS quad_class,
    count(*) AS events
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
GROUP BY ALL
ORDER BY period DESC, event_type
LIMIT $rows
