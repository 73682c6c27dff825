"""What every other room speaks in: errors, findings, money, periods, numbers, files written whole."""
