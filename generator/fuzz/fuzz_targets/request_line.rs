//! Calls the target `request_line` with what the fuzzer makes up.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::request_line(data));
