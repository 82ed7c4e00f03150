-- The sixteen types of PLOVER with what CAMEO and Goldstein say of them; the table itself is kept with the event coder.
SELECT event_type, event_modes, cameo_root_code, quad_class, goldstein
FROM stage.event_types
