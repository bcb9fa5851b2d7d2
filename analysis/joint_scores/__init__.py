"""The two scores of one specialty's residents together, and what else they brought."""
