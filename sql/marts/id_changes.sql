SELECT subject_type, change_kind, old_id, new_id, run_id
FROM stage.id_changes
