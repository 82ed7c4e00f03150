"""Thin Prefect flows, one a stage, and `daily`, which reads like the picture in the README."""
