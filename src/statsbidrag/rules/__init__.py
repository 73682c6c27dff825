"""The rules, pure: frames and typed parameters in, öre and shares out. One rule a file, chosen by name in YAML."""
