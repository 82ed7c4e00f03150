"""What happened: triggers, arguments, modality, date and place of events in PLOVER terms."""
