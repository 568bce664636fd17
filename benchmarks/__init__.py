"""How long vaulttool takes, beside its peers and a script of one's own. Nothing here is part of the product."""
