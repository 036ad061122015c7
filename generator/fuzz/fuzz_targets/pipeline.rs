//! Calls the target `pipeline` with what the fuzzer makes up.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::pipeline(data));
