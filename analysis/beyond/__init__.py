"""What other sources say of a specialty beside the averages of an edition."""
