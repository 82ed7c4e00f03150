"""Who said what: content, cue and source of direct, mixed and indirect speech."""
