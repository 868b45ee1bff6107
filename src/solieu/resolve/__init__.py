"""What mentions mean: places, indicators and periods, each with how it was found."""
