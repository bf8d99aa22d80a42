"""Who is there and what they may do: roles and rights, passwords, sign-in."""
