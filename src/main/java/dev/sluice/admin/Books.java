package dev.sluice.admin;

import dev.sluice.ledger.RequestRecords;

/** What has happened, for operators to look at. */
public record Books(RequestRecords requests, Meters meters) {}
