//! The upper half of the client: typed options, pages, changes, batches, uploads, long-running work, multipart bodies.
//! What has a behaviour on the wire is shown against a real HTTP server on loopback.

mod batch;
mod changes;
mod multipart;
mod odata;
mod pages;
mod sample;
mod upload;
mod work;
