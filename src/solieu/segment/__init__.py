"""Text → blocks and sentences, as offsets into the text."""
