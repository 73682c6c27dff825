"""Text files as people save them: what ledger exports and activity data have in common."""
