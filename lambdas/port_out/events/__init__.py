"""What happens without being asked for: Support's events, the sweep, the release of waits."""
