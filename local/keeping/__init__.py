"""What `make local` keeps in a folder, so that a world that was killed goes on.

Nothing is saved at the end: every change is in the file before its caller has an answer, so being
killed is the ordinary way to end. The program itself is not kept: each start deploys the template
as it is now, under the same names, and puts back what has come since.
"""
