-- At least one voice of each is counted as independent.
-- table: main.events
-- severity: warning
SELECT event_id, outlet_count, independent_count FROM main.events WHERE independent_count < 1
