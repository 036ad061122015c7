//! The upper half of the client: typed options, pages, changes, batches, uploads, long-running work, multipart bodies.
//! What has a behaviour on the wire is shown against a real HTTP server on loopback.

mod batch;
mod batch_rules;
mod changes;
#[cfg(all(feature = "chrono", feature = "time"))]
mod dates;
mod memory;
mod multipart;
mod odata;
mod page_text;
mod pages;
mod property_values;
mod sample;
mod types;
mod upload;
mod work;
