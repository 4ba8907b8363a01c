"""Would the tests notice? Each mutant is the program with one thing wrong (`make mutants`)."""
