"""4. Set claims side by side: copies, parties, events, tolls, disputes."""
