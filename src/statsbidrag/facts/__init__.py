"""Read and reckoned: the facts of one report, nothing yet shown."""
