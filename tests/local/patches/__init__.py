"""Each difference between ministack and AWS is still there, and its patch mends it."""
