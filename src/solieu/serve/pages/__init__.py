"""The pages: each module has its ``ROUTES``."""
