"""Reminders: dates worth knowing, in a calendar or as a notification. Neither says whose or why."""
