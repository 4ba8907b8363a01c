"""The rules of the program, each as a test."""
