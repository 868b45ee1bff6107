"""What the text says: from quantities to observations. Each rule is named after the grammar it describes."""
