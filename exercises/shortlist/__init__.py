"""From a long list of key accounts to one that can be served, with a reason for each customer."""
