"""Runs that are killed at random points, finished by the next one, and compared with an undisturbed one."""
