"""The dictionary of columns and the stage tables made of them."""
