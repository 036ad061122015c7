//! The builder and what it reads and writes: folders, settings, build scripts, incremental runs, limits.

mod build_script;
mod config;
mod determinism;
mod limits;
mod memory;
mod reading;
mod regenerate;
mod session;
mod settings;
