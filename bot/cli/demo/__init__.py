"""`yaowen demo`: the whole story on this machine, without token or internet."""
