"""3. Words become values: numbers with bounds, days, places, parties."""
