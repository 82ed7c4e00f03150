-- Where did events happen?
-- $kind = '' (PLOVER type; all when empty)
-- $party = '' (part of a name, or a country code, on either side; anybody when empty)
-- $first = '' (first day; the beginning when empty)
-- $last = '' (last day; the end when empty)
-- $modality = '' (actual, planned, hypothetical, negated or alleged; all when empty)
-- $rows = 200 (rows to show at most)
SELECT place_name, place_country_code, latitude, longitude, quad_class, count(*) AS events
FROM main.events
WHERE latitude IS NOT NULL AND $kind IN ('', event_type) AND $modality IN ('', modality)
        AND (
            $party = ''
            OR array_to_string(list_concat(coalesce(actor_names, []), coalesce(recipient_names, [])), ' ') ILIKE '%' || $party || '%'
            OR list_contains(list_concat(coalesce(actor_country_codes, []), coalesce(recipient_country_codes, [])), upper($party))
        )
        AND coalesce(coalesce(event_date, CAST(first_published_at AS DATE)) >= try_cast($first AS DATE), $first = '')
        AND coalesce(coalesce(event_date, CAST(first_published_at AS DATE)) <= try_cast($last AS DATE), $last = '')
GROUP BY ALL
ORDER BY events DESC, place_name, quad_class
LIMIT $rows
