//! Calls the target `json` with what the fuzzer makes up.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::json(data));
