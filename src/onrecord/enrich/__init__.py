"""Everything that is coded of one article alone, composed: sentences, times, actors, quotes, event reports."""
