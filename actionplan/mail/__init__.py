"""What e-mails tell a person, and the signed addresses in them."""
