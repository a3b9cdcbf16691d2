SELECT max(to_at) FROM tracking_0_1
