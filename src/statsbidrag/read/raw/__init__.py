"""Raw files as received: which there are, what their sidecars say, which are in force."""
