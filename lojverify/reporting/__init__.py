"""Shows results: computes nothing."""
