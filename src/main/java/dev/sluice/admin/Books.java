package dev.sluice.admin;

import dev.sluice.ledger.RequestRecords;
import dev.sluice.ledger.bodies.KeptBodies;

/** What has happened, for operators to look at. */
public record Books(RequestRecords requests, KeptBodies bodies, Meters meters) {}
