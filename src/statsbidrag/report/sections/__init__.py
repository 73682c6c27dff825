"""The sections of a report, one module each.

Owns the shape of a section: ``part(facts)`` is what it adds to the record, ``show(record)`` what the reader meets,
made from the record alone. ``report.build`` has their order in the record, ``report.workbook`` their names in a
notebook.
"""
