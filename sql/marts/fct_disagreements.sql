SELECT
    subject_type,
    subject_id,
    disagreement_kind,
    left_value,
    left_report_id,
    right_value,
    right_report_id
FROM stage.disagreements
