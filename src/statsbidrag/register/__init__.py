"""The register of agreements, from parameters alone."""
