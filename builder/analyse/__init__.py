"""Room: analyse."""
