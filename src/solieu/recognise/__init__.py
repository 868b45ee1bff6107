"""What stands in the text: quantities, times, places, cited documents. Nothing here says what they mean."""
