"""From content files to the frozen Library: grammars, YAML, prose, seals, and who cites whom."""
