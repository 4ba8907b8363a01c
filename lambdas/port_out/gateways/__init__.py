"""One adapter per outside service: domain words in, domain errors out."""
