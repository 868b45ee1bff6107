"""Reports in the forms that others read."""
