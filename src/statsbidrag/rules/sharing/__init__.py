"""How money is shared out: a module a rule, and the one place that chooses it by name."""
