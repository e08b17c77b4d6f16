"""What anybody may read: what is exempt is taken out first."""
