"""Files that other programs follow: a calendar of what events have planned."""

from builder.write.feeds.planned import calendar

__all__ = ["calendar"]
