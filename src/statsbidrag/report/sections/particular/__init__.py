"""The particular sections, which only some agreements' reports have; ``report.sections`` has their names and order."""
