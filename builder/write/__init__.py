"""Room: write."""
