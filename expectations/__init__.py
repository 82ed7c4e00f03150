"""What may leave each stage: one suite a stage, of expectations named for the domain, and the gate that applies them."""
