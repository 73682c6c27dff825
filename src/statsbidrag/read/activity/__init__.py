"""Activity data: files in, rows and frames out."""
