-- What happened, who did it to whom, and who reports it?
-- $kind = '' (PLOVER type; all when empty)
-- $modality = '' (actual, planned, hypothetical, negated or alleged; all when empty)
-- $party = '' (part of a name, or a country code, on either side; anybody when empty)
-- $first = '' (first day; the beginning when empty)
-- $last = '' (last day; the end when empty)
-- $rows = 200 (rows to show at most)
SELECT
    coalesce(event_date, CAST(first_published_at AS DATE)) AS on_date,
    event_date_precision,
    event_type,
    event_mode,
    modality,
    array_to_string(actor_names, ', ') AS actors,
    array_to_string(recipient_names, ', ') AS recipients,
    place_name,
    goldstein,
    outlet_count,
    independent_count,
    coalesce(len(disagreements), 0) AS disagreements,
    confidence,
    event_id
FROM main.events
WHERE $kind IN ('', event_type)
    AND $modality IN ('', modality)
    AND (
        $party = ''
        OR array_to_string(list_concat(coalesce(actor_names, []), coalesce(recipient_names, [])), ' ') ILIKE '%' || $party || '%'
        OR list_contains(list_concat(coalesce(actor_country_codes, []), coalesce(recipient_country_codes, [])), upper($party))
    )
    AND coalesce(coalesce(event_date, CAST(first_published_at AS DATE)) >= try_cast($first AS DATE), $first = '')
    AND coalesce(coalesce(event_date, CAST(first_published_at AS DATE)) <= try_cast($last AS DATE), $last = '')
ORDER BY outlet_count DESC, on_date DESC NULLS LAST, event_id
LIMIT $rows
