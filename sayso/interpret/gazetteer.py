"""The gazetteer: names of places, compiled once from GeoNames."""
