"""The editor of the team's rules: one page for each question that a team has about escalating."""
