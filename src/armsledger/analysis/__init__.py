"""Pure functions over claims: which are of one case, whom they go back to, where they disagree, how sure it
is."""
