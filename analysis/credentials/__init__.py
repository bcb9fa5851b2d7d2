"""The rank of the credentials of those who matched."""
