"""A household: its people, their income bands by year, and the devices that hold it."""
