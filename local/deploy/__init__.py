"""The synthesized template and its assets, brought into the local AWS as they are."""
