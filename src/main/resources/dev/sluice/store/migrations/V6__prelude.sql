-- When a request was there and let in, and which channels were passed over; of earlier ones nobody
-- knows. Columns that may be empty touch no row.
ALTER TABLE requests ADD COLUMN received_ms BIGINT;
ALTER TABLE requests ADD COLUMN admitted_ms BIGINT;
ALTER TABLE requests ADD COLUMN passed_over TEXT;
