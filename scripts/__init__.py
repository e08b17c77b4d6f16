"""What "make" runs. Set-up needs a Python from 3.9 on and its standard library, nothing else."""
