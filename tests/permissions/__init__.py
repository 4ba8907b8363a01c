"""Every permission is used by a call that was made, and every call needs one that is there."""
