"""How an organisation describes itself, and what that changes in its ranking."""
