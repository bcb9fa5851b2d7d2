"""The era bridge: a recent Step 2 CK score beside averages of an older year."""
