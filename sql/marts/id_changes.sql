-- A run that never published changed nobody's ids, so its changes are left out.
SELECT change.subject_type, change.change_kind, change.old_id, change.new_id, change.run_id
FROM stage.id_changes AS change
SEMI JOIN stage.runs AS run USING (run_id)
