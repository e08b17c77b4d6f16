"""Who may do what with a plan's parts: rules that views and services ask."""
