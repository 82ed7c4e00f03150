-- How many outlets report an event, and how many independently?
-- $type = '' (one of the sixteen event types; all when empty)
-- $rows = 20 (rows to show at most)
SELECT
    event_type,
    event_mode,
    modality,
    actor_names,
    recipient_names,
    event_date,
    place_name,
    report_count,
    outlet_count,
    independent_count,
    first_outlet_name,
    event_id
FROM main.events
WHERE $type IN ('', event_type)
ORDER BY independent_count DESC, outlet_count DESC, report_count DESC, event_id
LIMIT $rows
