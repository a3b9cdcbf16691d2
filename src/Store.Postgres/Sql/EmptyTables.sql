TRUNCATE segment_1, reference_1, progress_1, transmit_1
