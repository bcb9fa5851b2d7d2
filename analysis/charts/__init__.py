"""What every chart is made of: its layout, its labels, the column of counts, and its form before a room."""
