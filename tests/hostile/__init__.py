"""Input that means harm, or is odd beyond what people write: every kind is refused with a reason, or does no more than other input."""
