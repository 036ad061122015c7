//! What one page claims, each claim with its origin. Names are still raw; no other page is consulted.
