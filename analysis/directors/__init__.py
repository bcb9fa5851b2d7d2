"""What directors reported: whom they interview and rank, which factors they cite, and what they require."""
