"""What an organisation does with a lot: keep, prepare, submit, pass on."""
