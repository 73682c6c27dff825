"""The record of a report, typed: figures with their origin, and the tables that show them. Imports base alone."""
