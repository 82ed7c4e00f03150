"""onrecord: news articles in, a warehouse of who said what and what happened out."""

__version__ = "0.1.0"
