"""Running notebooks and publishing what they made: plan, execute, publish, manifest, index.

Only the parent process writes index and manifest. Of a report's files the record is written last.
"""
