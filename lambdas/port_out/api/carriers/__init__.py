"""How carriers sign and word their messages: one file per scheme."""
