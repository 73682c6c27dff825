"""What parameter files hold, typed: agreements, regions, their choices."""
