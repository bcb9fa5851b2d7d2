"""Those who ranked one specialty and no other: how many of them matched."""
