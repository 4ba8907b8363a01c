"""Every AWS call of every function, failing in every way: what becomes of the port-outs."""
