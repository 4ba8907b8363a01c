"""The gateway's front: every AWS call is recorded there, and can be made to fail there."""
