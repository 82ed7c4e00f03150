"""Time expressions and their values in TIMEX3 terms."""

from onrecord.text.times.find import time_expressions
from onrecord.text.times.model import TimeExpression

__all__ = ["TimeExpression", "time_expressions"]
