"""What people type, checked; each refusal is one sentence."""
